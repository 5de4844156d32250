import type { OwnPollWire, PollResults, PollWire } from '#server/polls/wire.ts';
import { rareWords } from './context.ts';
import { sayFull } from './dates.ts';
import type { Scene } from './scene.ts';

/** What the thread asks everybody: to vote for where they have not, and how it stands as far as they may see it. */
export function Polls({ scene }: { scene: Scene }) {
  const { thread, viewer } = scene.state;
  if (!thread.polls?.length) return null;
  return (
    <div id="polls">
      {thread.polls.map((poll) => (
        <Poll key={poll.id} scene={scene} poll={poll} own={viewer?.polls?.find(({ id }) => id === poll.id)} />
      ))}
    </div>
  );
}

type Props = { scene: Scene; poll: PollWire; own: OwnPollWire | undefined };

function Poll({ scene, poll, own }: Props) {
  const { context, view, state } = scene;
  const t = rareWords(context);
  const over = poll.closed || (poll.closesAt !== null && Date.parse(poll.closesAt) <= context.now);
  const results = poll.results ?? own?.results;
  const says = view.polls?.[poll.id];
  const asked = poll.audience !== 'segment' || state.viewer?.asked?.includes(poll.id);
  return (
    <section class="asks poll" aria-labelledby={`q-${poll.id}`}>
      {/* Said above already, where it is all that the thread asks. */}
      <h2 id={`q-${poll.id}`} class={poll.question === state.thread.title ? 'sr' : undefined}>
        {poll.question}
      </h2>
      <p class="meta">
        <span>{t('poll.ballot', { secret: poll.secret ? 'yes' : 'no' })}</span>
        {poll.audience !== 'members' && <span>{t(poll.audience === 'segment' ? 'poll.some' : 'poll.subscribers')}</span>}
        {poll.closesAt && <span>{t(over ? 'poll.ended' : 'poll.until', { date: sayFull(poll.closesAt, context) })}</span>}
      </p>
      {!over && poll.audience === 'segment' && !own && <p class="meta">{t(asked ? 'poll.asked' : 'poll.notAsked')}</p>}
      {!over && asked && (!own || !poll.secret) && <Ballot scene={scene} poll={poll} own={own} />}
      {says && <p role="status">{says}</p>}
      {own && <p class="meta">{t('poll.voted', { secret: poll.secret ? 'yes' : 'no' })}</p>}
      {results ? (
        <Results scene={scene} poll={poll} results={results} chosen={own?.options ?? []} />
      ) : (
        <p class="meta">{t(`poll.shows.${poll.shows === 'ended' ? 'ended' : 'voted'}`)}</p>
      )}
    </section>
  );
}

function Ballot({ scene: { context, on }, poll, own }: Props) {
  const t = rareWords(context);
  const type = poll.choices === 1 ? 'radio' : 'checkbox';
  return (
    <form
      method="post"
      action={`${context.home}/polls/${poll.id}`}
      target="_top"
      onSubmit={
        on
          ? (event) => {
              event.preventDefault();
              on.poll(poll.id, new FormData(event.currentTarget as HTMLFormElement).getAll('option').map(Number));
            }
          : undefined
      }
    >
      <fieldset>
        <legend class={poll.choices === 1 ? 'sr' : 'meta'}>{t('poll.choose', { n: poll.choices })}</legend>
        {poll.options.map(({ id, text }) => (
          <label key={id} class="line">
            <input type={type} name="option" value={id} required={type === 'radio'} defaultChecked={own?.options?.includes(id) ?? false} />
            <span>{text}</span>
          </label>
        ))}
      </fieldset>
      <p class="line">
        <button class="btn main">{t('poll.vote', { again: own ? 'yes' : 'no' })}</button>
        <span class="meta">{t('poll.before', { secret: poll.secret ? 'yes' : 'no' })}</span>
      </p>
    </form>
  );
}

type ResultsProps = { scene: Scene; poll: PollWire; results: PollResults; chosen: number[] };

/** In figures and in lengths: one table for the eye and for who listens. */
function Results({ scene: { context }, poll, results: { voters, votes }, chosen }: ResultsProps) {
  const t = rareWords(context);
  const share = (n: number) => (voters === 0 ? 0 : n / voters);
  return (
    <table>
      <caption class="meta">
        {t('poll.voters', { n: voters })}
        {!poll.secret && voters > 0 && (
          <>
            {' '}
            <a href={`${context.home}/polls/${poll.id}/voters`}>{t('poll.who')}</a>
          </>
        )}
      </caption>
      <thead class="sr">
        <tr>
          <th scope="col">{t('poll.option')}</th>
          <th scope="col">{t('poll.votes')}</th>
          <th scope="col">{t('poll.share')}</th>
        </tr>
      </thead>
      <tbody>
        {poll.options.map(({ id, text }, i) => (
          <tr key={id}>
            <th scope="row">
              {text} {chosen.includes(id) && <span class="badge">{t('poll.mine')}</span>}
              <progress value={votes[i]!} max={Math.max(1, voters)} aria-hidden="true" />
            </th>
            <td>{votes[i]!.toLocaleString(context.lang)}</td>
            <td>{share(votes[i]!).toLocaleString(context.lang, { style: 'percent' })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
