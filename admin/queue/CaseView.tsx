import { useEffect, useRef } from 'preact/hooks';
import type { CaseDetail, CaseRow, PersonWire } from '#server/cases/wire.ts';
import type { RuleWire } from '#server/threads/wire.ts';
import { ClaimStrip } from '../claims/ClaimStrip.tsx';
import type { Claim } from '../claims/use-claim.ts';
import { Ago } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { useSlow } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { Acts } from './Acts.tsx';
import { Around } from './Around.tsx';
import { AuthorRecord } from './AuthorRecord.tsx';
import type { FocusWish } from './CaseListPane.tsx';
import { CasePost } from './CasePost.tsx';
import { ChangeNotice } from './ChangeNotice.tsx';
import { revisionOf } from './changes.ts';
import { Decisions } from './Decisions.tsx';
import { Findings } from './Findings.tsx';
import { Clocks } from './legal/Clocks.tsx';
import { LegalParts, type LegalProps } from './legal/LegalParts.tsx';
import { Like } from './Like.tsx';
import { Notes } from './Notes.tsx';
import type { Choice, OpenCase } from './open-case.ts';
import { ParentPost } from './ParentPost.tsx';
import type { Opened } from './QueueDialogs.tsx';
import { useCaseTitle } from './reasons.ts';
import { Reports } from './Reports.tsx';
import { ReportScore } from './reports/ReportScore.tsx';
import { Revisions } from './Revisions.tsx';
import { Where } from './Where.tsx';

type Props = {
  /** What the list knows already, drawn until the rest is there. */
  row: CaseRow | null;
  open: OpenCase | null;
  rules: RuleWire[];
  me: string;
  claim: Claim;
  /** Who else has it before their eyes. */
  readers: PersonWire[];
  focus: FocusWish;
  onSettle: (choice: Choice) => void;
  /** An appeal was answered. */
  onAnswered: (detail: CaseDetail) => void;
  onDialog: (dialog: Opened) => void;
  onHandBack: () => void;
  onFeature: (on: boolean) => void;
  onRetry: () => void;
  onShowNewer: () => void;
  onNext: () => void;
  onBack: () => void;
};

export function CaseView(props: Props) {
  const { row, open, rules, me, claim, readers, onBack } = props;
  const detail = open?.seen ?? null;
  const known = detail ?? row;
  const slow = useSlow(Boolean(open && !detail && !open.failure));
  if (!known) return <div class="cases">{open?.failure && <Failed failure={open.failure} onRetry={props.onRetry} />}</div>;
  return (
    <div class="cases">
      <article class="case" aria-labelledby="case-title" aria-busy={!detail}>
        <Head row={known} {...{ claim, readers }} focus={props.focus} onBack={onBack} />
        <div class="notices">
          {open?.failure && <Failed failure={open.failure} onRetry={props.onRetry} />}
          {open && <ChangeNotice open={open} me={me} onShowNewer={props.onShowNewer} onNext={props.onNext} />}
        </div>
        {detail ? (
          <Body
            key={revisionOf(detail)}
            {...{ detail, rules }}
            sending={Boolean(open?.sending)}
            onSettle={props.onSettle}
            onAnswered={props.onAnswered}
          />
        ) : (
          <Waiting excerpt={known.excerpt} slow={slow} />
        )}
        {(known.state === 'open' || (detail && detail.can.length > 0)) && (
          <Acts {...props} taken={Boolean(claim.of && !claim.mine)} escalated={known.escalatedAt !== null} />
        )}
      </article>
    </div>
  );
}

/** Of reading it, or of what was chosen for it. */
const Failed = ({ failure, onRetry }: { failure: NonNullable<OpenCase['failure']>; onRetry: () => void }) => (
  <Failure error={failure.error} onRetry={onRetry} byHand={Boolean(failure.choice)} />
);

type HeadProps = { row: CaseRow; claim: Claim; readers: PersonWire[]; focus: FocusWish; onBack: () => void };

function Head({ row, claim, readers, focus, onBack }: HeadProps) {
  const { t, number } = useWords();
  const titleOf = useCaseTitle();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus.current !== 'title') return;
    focus.current = null;
    title.current?.focus();
  }, []);
  return (
    <header class="case-head">
      <button class="link back" type="button" onClick={onBack}>
        {t('case.back')}
      </button>
      <h2 id="case-title" ref={title} tabIndex={-1}>
        {titleOf(row)}
      </h2>
      <p class="soft">
        {t('case.number', { number: number(row.number) })} · {t(row.state === 'open' ? `case.kind.${kindOf(row)}` : 'case.decided')}{' '}
        <Ago at={row.state === 'open' ? row.openedAt : (row.decision?.at ?? row.openedAt)} />
        {row.assignee && <> · {t('work.assignee', { name: row.assignee.name })}</>}
        {row.escalatedAt && <> · {t('work.escalated')}</>}
      </p>
      {row.state === 'open' && <ClaimStrip claim={claim} readers={readers} />}
    </header>
  );
}

/** What stands of the post while its case waits; whoever contests says what was decided of it. */
function kindOf(row: CaseRow & Partial<Pick<CaseDetail, 'law'>>) {
  if (!row.appeal) return row.kind;
  const waiting = row.law?.appeals.find(({ state }) => state === 'open');
  return waiting ? (`appeal_${waiting.by}` as const) : 'appeal';
}

function Waiting({ excerpt, slow }: { excerpt: string; slow: boolean }) {
  const { t } = useWords();
  return (
    <div class="case-body">
      <div class="what">
        <p class="soft">{excerpt}</p>
        <output class="soft">{slow && t('case.loading')}</output>
      </div>
    </div>
  );
}

/** Always in this order: where, before it, the post, around it, why it is here, what was decided; beside it, its author. */
function Body(props: LegalProps) {
  const { detail, rules } = props;
  const { t } = useWords();
  return (
    // The pane scrolls: keys must reach it even where nothing in it takes the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section class="case-body" tabIndex={0} aria-label={t('case.text')}>
      <div class="what">
        {detail.law?.clocks.noticedAt && <Clocks clocks={detail.law.clocks} />}
        <Where detail={detail} />
        {detail.parent && <ParentPost post={detail.parent} />}
        {detail.post && <CasePost post={detail.post} detail={detail} />}
        <Around posts={detail.around} />
        <LegalParts {...props} />
        <Findings findings={detail.findings} />
        <ReportScore score={detail.score} reports={detail.reported} />
        <Reports reports={detail.reported} revision={revisionOf(detail)} rules={rules} />
        <Revisions detail={detail} />
        <Decisions decisions={detail.decisions} />
        <Like like={detail.like} />
        <Notes notes={detail.notes} />
      </div>
      <AuthorRecord detail={detail} />
    </section>
  );
}
