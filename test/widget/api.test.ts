import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createApi } from '#widget/api.ts';
import { problemOf } from '#widget/problem.ts';
import { senderOf } from '#widget/send.ts';

const ORIGIN = 'https://terrasse.example.org';
const answers = vi.fn<typeof fetch>();
const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  answers.mockResolvedValueOnce(new Response(body === null ? null : JSON.stringify(body), { status, headers }));
const failure = (work: Promise<unknown>) => work.then(() => expect.fail('it went well'), problemOf);
const lastCall = () => ({ url: answers.mock.lastCall![0] as string, init: answers.mock.lastCall![1]! });

beforeEach(() => {
  answers.mockReset();
  vi.stubGlobal('fetch', answers);
  vi.stubGlobal('location', { origin: 'https://www.courrier.test' });
});
afterEach(() => void vi.unstubAllGlobals());

describe('what is asked', () => {
  test('leaves out what is not said, and takes no cookie along', async () => {
    answer(200, { posts: [] });

    await createApi(ORIGIN).get('thread', { site: 'courrier', article: 'a b', sort: null });

    expect(lastCall().url).toBe(`${ORIGIN}/api/v1/thread?site=courrier&article=a+b`);
    expect(lastCall().init.credentials).toBe('omit');
    expect(lastCall().init.headers).toEqual({});
  });

  test('on our own pages the session’s cookie goes along', async () => {
    vi.stubGlobal('location', { origin: ORIGIN });
    answer(200, {});

    await createApi(ORIGIN).get('thread', {});

    expect(lastCall().init.credentials).toBe('same-origin');
  });

  test('of somebody signed in carries their token', async () => {
    const api = createApi(ORIGIN);
    api.token = () => Promise.resolve('te1.x');
    answer(201, { post: {}, thread: 't' });

    await senderOf(api)('POST', 'posts', { source: 'Bonjour' });

    expect(lastCall().init.headers).toEqual({ 'content-type': 'application/json', authorization: 'Bearer te1.x' });
    expect(lastCall().init.body).toBe('{"source":"Bonjour"}');
  });

  test('to read, goes on as anybody once the session has ended', async () => {
    const api = createApi(ORIGIN);
    api.token = () => Promise.resolve('te1.old');
    answer(401, { error: { code: 'session_ended', message: '' } });
    answer(200, { posts: ['a'] });

    expect(await api.get('thread', {})).toEqual({ posts: ['a'] });
    expect(lastCall().init.headers).toEqual({});
  });

  test('to write, says that the session has ended', async () => {
    const api = createApi(ORIGIN);
    api.token = () => Promise.resolve('te1.old');
    answer(401, { error: { code: 'session_ended', message: '' } });

    expect((await failure(senderOf(api)('POST', 'posts', {}))).code).toBe('session_ended');
    expect(answers).toHaveBeenCalledOnce();
  });
});

describe('what goes wrong', () => {
  test('keeps the API’s own code, message and reference', async () => {
    answer(500, { error: { code: 'internal', message: 'x', reference: '7F3A-21' } });

    expect(await failure(createApi(ORIGIN).get('thread', {}))).toMatchObject({ code: 'internal', reference: '7F3A-21' });
  });

  test('says how long to wait, by the body or by the header', async () => {
    answer(429, { error: { code: 'too_fast', message: '', retryAfter: 38 } }, { 'retry-after': '40' });
    answer(429, 'slow down', { 'retry-after': '12' });
    const api = createApi(ORIGIN);

    expect((await failure(api.get('thread', {}))).retryAfter).toBe(38);
    expect(await failure(api.get('thread', {}))).toMatchObject({ code: 'too_fast', retryAfter: 12 });
  });

  test('is ours, where a proxy answers in its own words', async () => {
    answers.mockResolvedValueOnce(new Response('<h1>Bad gateway</h1>', { status: 502 }));

    expect((await failure(createApi(ORIGIN).get('thread', {}))).code).toBe('internal');
  });

  test('is the network’s, where nothing comes or it breaks off', async () => {
    answers.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    answers.mockResolvedValueOnce(new Response('{"posts":[', { status: 200 }));
    const api = createApi(ORIGIN);

    expect((await failure(api.get('thread', {}))).code).toBe('unreachable');
    expect((await failure(api.get('thread', {}))).code).toBe('unreachable');
  });
});
