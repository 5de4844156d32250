import { Field, type Problem } from '../accounts/form.tsx';
import type { FieldsProps } from '../forum/kind-parts.tsx';
import type { SegmentNames } from '../segments/wire.ts';
import { MOST_OPTIONS, SHOWS } from './input.ts';

/** Each after `poll`: their page has others. */
export const POLL_FIELDS = ['pollOptions', 'pollChoices', 'pollBallot', 'pollShows', 'pollAudience', 'pollClosesAt'] as const;

/** What a poll offers, how one votes, who sees what when. `of`: which poll, where a page has several of these. */
export function PollFields({
  t,
  typed,
  problem,
  zone,
  of = '',
  segments = [],
}: FieldsProps & { of?: string; segments?: SegmentNames['segments'] }) {
  const faults = problem ? { problem: withNames(problem) } : {};
  const wrong = problem?.fields.audience;
  return (
    <>
      <Field
        name="pollOptions"
        id={`pollOptions${of}`}
        label={t('poll.options')}
        help={t('poll.optionsHelp')}
        lines={4}
        required={false}
        value={typed.pollOptions}
        {...faults}
      />
      <fieldset class="field">
        <legend>{t('poll.ballot')}</legend>
        {(['secret', 'public'] as const).map((ballot) => (
          <label class="choice" key={ballot}>
            <input type="radio" name="pollBallot" value={ballot} checked={(typed.pollBallot ?? 'secret') === ballot} />
            <span>
              {t(`poll.${ballot}`)}
              <span class="meta">{t(`poll.${ballot}Help`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div class="pair">
        <div class="field">
          <label for={`pollShows${of}`}>{t('poll.shows')}</label>
          <select id={`pollShows${of}`} name="pollShows">
            {SHOWS.map((one) => (
              <option key={one} value={one} selected={(typed.pollShows ?? 'voted') === one}>
                {t(`poll.shows.${one}`)}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for={`pollAudience${of}`}>{t('poll.audience')}</label>
          <select
            id={`pollAudience${of}`}
            name="pollAudience"
            {...(wrong && { 'aria-invalid': 'true' as const, 'aria-describedby': `pollAudience${of}-err` })}
          >
            {(['members', 'subscribers'] as const).map((one) => (
              <option key={one} value={one} selected={typed.pollAudience === one}>
                {t(`poll.audience.${one}`)}
              </option>
            ))}
            {segments.length > 0 && (
              <optgroup label={t('poll.audience.segment')}>
                {segments.map(({ id, name }) => (
                  <option key={id} value={id} selected={typed.pollAudience === id}>
                    {name}
                  </option>
                ))}
              </optgroup>
            )}
          </select>
          {wrong && <p id={`pollAudience${of}-err`}>{wrong}</p>}
        </div>
        <div class="field">
          <label for={`pollChoices${of}`}>{t('poll.choices')}</label>
          <select id={`pollChoices${of}`} name="pollChoices">
            {Array.from({ length: MOST_OPTIONS }, (_, i) => String(i + 1)).map((n) => (
              <option key={n} value={n} selected={(typed.pollChoices ?? '1') === n}>
                {n}
              </option>
            ))}
          </select>
        </div>
        <Field
          name="pollClosesAt"
          id={`pollClosesAt${of}`}
          type="datetime-local"
          label={t('poll.closesAt', { zone })}
          help={t('poll.closesAtHelp')}
          required={false}
          value={typed.pollClosesAt}
          {...faults}
        />
      </div>
    </>
  );
}

/** What the API calls by its own names, beside the fields it is about. */
function withNames({ fields, ...problem }: Problem): Problem {
  const { options, choices, closesAt } = fields;
  const named = { pollOptions: options, pollChoices: choices, pollClosesAt: closesAt };
  return { ...problem, fields: Object.fromEntries(Object.entries(named).flatMap(([name, fault]) => (fault ? [[name, fault]] : []))) };
}
