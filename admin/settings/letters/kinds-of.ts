import type { MailSample } from '#server/mail/wire.ts';

type Kind = { kind: string; letters: { index: number; name: string }[] };

/** The samples by kind, each by its subject in this language; subjects that are the same are numbered. */
export function kindsOf(samples: MailSample[], locale: 'fr' | 'en'): Kind[] {
  const kinds = Map.groupBy(
    samples.map((sample, index) => ({ index, kind: sample.kind, subject: sample[locale].subject })),
    ({ kind }) => kind,
  );
  return [...kinds].map(([kind, letters]) => ({ kind, letters: letters.map((one) => ({ index: one.index, name: nameOf(one, letters) })) }));
}

type Titled = { index: number; subject: string };

function nameOf({ index, subject }: Titled, letters: Titled[]): string {
  const alike = letters.filter((one) => one.subject === subject);
  return alike.length === 1 ? subject : `${subject} (${alike.findIndex((one) => one.index === index) + 1})`;
}
