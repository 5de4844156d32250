// The plugin's functions, run by PHP itself with as much of WordPress around them as they ask for; in a whole WordPress: test/long/wordpress.test.ts.
import { readFileSync } from 'node:fs';
import { decodeJwt } from 'jose';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { newWebhookSecret } from '#server/webhooks/secret.ts';
import type { SessionWire } from '#server/wire.ts';
import { runPhp } from '../support/php.ts';
import { openDoor } from '../support/publisher.ts';
import { createWorld, ORIGIN } from '../support/world.ts';

const plugin = readFileSync('widget/wordpress/terrasse.php', 'utf8');

/** What of WordPress it calls; `$option`, `$user`, `$answer` and `$kept` are its world. */
const WORDPRESS = `
define( 'ABSPATH', '/' );
$env = json_decode( getenv( 'WORLD' ), true );
$user = (object) ( $env['user'] ?? array( 'ID' => 0, 'display_name' => '' ) ); $asked = array(); $kept = array();
function add_filter() {} function add_action() {} function register_activation_hook() {}
function apply_filters( $name, $value ) { return $value; }
function get_option() { global $env; return $env['option'] ?? false; }
function home_url() { return 'https://www.example.org'; } function wp_login_url( $back ) { return 'https://www.example.org/login?to=' . rawurlencode( $back ); }
function get_permalink( $id ) { return "https://www.example.org/?p=$id"; } function post_password_required() { return false; } function comments_open() { return true; }
function get_locale() { global $env; return $env['locale'] ?? 'fr_FR'; } function determine_locale() { return get_locale(); } function get_user_locale() { return get_locale(); }
function wp_get_current_user() { global $user; return $user; } function wp_json_encode( $what, $how = 0 ) { return json_encode( $what, $how ); }
function esc_attr( $text ) { return htmlspecialchars( $text, ENT_QUOTES ); } function esc_html__( $text ) { return htmlspecialchars( Terrasse_Plugin::french( $text, $text ), ENT_QUOTES ); }
function esc_url( $url ) { return htmlspecialchars( $url, ENT_QUOTES ); }
function wp_get_script_tag( $given ) { return '<script src="' . esc_attr( $given['src'] ) . '" async></script>'; } function wp_get_inline_script_tag( $code ) { return "<script>$code</script>"; }
function wp_create_nonce() { return 'n1'; } function admin_url( $path ) { return "/wp-admin/$path"; } function add_query_arg( $more, $url ) { return $url . '?' . http_build_query( $more ); }
function get_transient( $key ) { global $kept; return $kept[ $key ] ?? false; } function set_transient( $key, $value, $seconds ) { global $kept; $kept[ $key ] = $value; }
function register_deactivation_hook() {} function __( $text ) { return Terrasse_Plugin::french( $text, $text ); } function get_post( $id ) { return (object) array( 'ID' => $id, 'post_status' => 'publish', 'post_type' => 'post', 'post_password' => '', 'post_author' => 1 ); }
function post_type_supports() { return true; } function get_the_category() { return array(); } function get_the_tags() { return false; } function get_the_title() { return 'Le pont'; } function get_the_author_meta() { return 'Ada'; } function get_post_time() { return '2026-11-24T12:00:00+00:00'; }
$planned = array(); function wp_schedule_single_event( $at, $hook, $with ) { global $planned; $planned[] = array( $at - time(), $hook, $with ); } function wp_remote_request( $url, $how ) { global $env; return $env['answer'] ?? null; }
class WP_Error { public $data; function __construct( $code, $words, $data ) { $this->data = $data; } } class WP_REST_Response { public $data; function __construct( $data, $status ) { $this->data = array( 'status' => $status ); } }
class Request { private $given; function __construct( $given ) { $this->given = $given; } function get_header( $name ) { return $this->given[ $name ] ?? null; } function get_body() { return $this->given['body']; } }
function delete_transient( $key ) { global $kept; unset( $kept[ $key ] ); } function url_to_postid() { return 7; } function clean_post_cache( $id ) { global $cleaned; $cleaned[] = $id; } function do_action() {}
function wp_remote_get( $url, $how ) { global $env, $asked; $asked[] = array( $url, $how['timeout'] ); return $env['answer'] ?? null; }
function wp_remote_retrieve_response_code( $answer ) { return is_int( $answer ) ? $answer : ( $answer ? 200 : '' ); } function wp_remote_retrieve_body( $answer ) { return $answer; }
`;

const OPTION = { address: 'https://comments.example.org', site: 'courrier' };
const run = (code: string, world: object) =>
  runPhp(`${plugin.replace('<?php', `<?php ${WORDPRESS}`)}\n${code}`, { WORLD: JSON.stringify({ option: OPTION, ...world }) });
const comments = (world: object = {}) => run('echo Terrasse_Plugin::comments( 7 );', world);

describe('the WordPress plugin', () => {
  test('makes tokens that sign its reader in, and none of nobody', async () => {
    const world = await createWorld('sqlite');
    world.pass(Date.now() - world.now().getTime());
    const { secret } = await openDoor(world.deps, world.site.id, { issuer: 'https://www.example.org', audience: 'terrasse' });
    const option = { ...OPTION, secret };

    const token = await run('echo Terrasse_Plugin::token();', { option, user: { ID: 4217, display_name: 'Zoé « Zo » Lœuf' } });
    const body = { site: 'courrier', token };
    const answer = await world.request<SessionWire>('POST', '/api/v1/session/exchange', body, { origin: ORIGIN });

    expect(answer).toMatchObject({ status: 200, body: { member: { name: 'Zoé « Zo » Lœuf' } } });
    expect(decodeJwt(token)).toMatchObject({ sub: '4217', locale: 'fr' });
    expect(decodeJwt(token)).not.toHaveProperty('email');
    expect(await run('echo Terrasse_Plugin::token();', { option })).toBe('');
    expect(await run('echo Terrasse_Plugin::token();', { user: { ID: 4217, display_name: 'Zoé' } })).toBe('');
  });

  test('puts what the server draws into the page, with the reader’s token, and the script once', async () => {
    const html = await comments({ answer: '<terrasse-thread site="courrier"><template>…</template></terrasse-thread>' });

    expect(html).toBe(
      '<div id="comments" class="comments-area"><terrasse-thread site="courrier"><template>…</template></terrasse-thread><script src="https://comments.example.org/embed.js" async></script></div>',
    );
    expect(await comments({ answer: html, option: { ...OPTION, secret: 's' }, user: { ID: 1, display_name: 'Ada' } })).toMatch(
      /<terrasse-thread site="courrier" article="7" lang="fr" token="[\w.-]+" sign-in="https:[^"]+"><a /,
    );
  });

  test('where the server is silent, or says anything else, there is the plain element with its link; it is asked once, for a second', async () => {
    const silent = await run(
      'Terrasse_Plugin::comments( 7 ); echo Terrasse_Plugin::comments( 7 ); echo "\n" . json_encode( $asked, JSON_UNESCAPED_SLASHES );',
      {},
    );

    expect(silent).toContain(
      '<terrasse-thread site="courrier" article="7" lang="fr"><a href="https://comments.example.org/a/7">Commentaires</a></terrasse-thread>',
    );
    expect(JSON.parse(silent.split('\n').at(-1)!)).toEqual([
      ['https://comments.example.org/embed/thread?site=courrier&article=7&lang=fr', 1],
    ]);
    expect(await comments({ answer: '<script>alert(1)</script>' })).not.toContain('alert');
    expect(await comments({ locale: 'de_DE' })).toContain('article="7"><a href="https://comments.example.org/a/7">Comments</a>');
  });

  test('what is in its settings leaves no attribute', async () => {
    expect(await comments({ option: { ...OPTION, site: '"><img src=x>' } })).not.toContain('<img');
  });

  describe('an article that could not be told', () => {
    const tell = (answer: unknown, tried = 0) =>
      run(`Terrasse_Plugin::tell_again( 7, ${tried} ); echo json_encode( $planned );`, {
        option: { ...OPTION, token: 'tst_1' },
        answer,
      }).then((said) => JSON.parse(said) as unknown);

    test('is told again, each time after twice as long, and at last left to its next change', async () => {
      expect(await tell(null)).toEqual([[300, 'terrasse_tell', [7, 1]]]);
      expect(await tell(503, 3)).toEqual([[2400, 'terrasse_tell', [7, 4]]]);
      expect(await tell(429)).toHaveLength(1);
      expect(await tell(503, 6)).toEqual([]);
    });

    test('is not, where it was understood, or refused for good', async () => {
      for (const code of [200, 204, 401, 422]) expect(await tell(code), String(code)).toEqual([]);
    });
  });

  describe('what Terrasse tells it', () => {
    const secret = newWebhookSecret();
    const body = JSON.stringify({ type: 'post.removed', data: { thread: { article: { id: '7', url: 'https://www.example.org/?p=7' } } } });
    /** What is kept afterwards, what page caches were told, and the answer's status. */
    const hear = async (headers: Record<string, string>, webhook = secret) =>
      JSON.parse(
        await run(
          `Terrasse_Plugin::comments( 7 );
           $answer = Terrasse_Plugin::changed( new Request( $env['request'] ) );
           echo json_encode( array( count( $kept ), $cleaned ?? array(), $answer->data['status'] ) );`,
          { option: { ...OPTION, webhook }, answer: '<terrasse-thread ></terrasse-thread>', request: { body, ...headers } },
        ),
      ) as unknown;
    const signed = (at: Date, id = 'msg_1') => ({
      webhook_id: id,
      webhook_timestamp: String(Math.floor(at.getTime() / 1000)),
      webhook_signature: new Webhook(secret).sign(id, at, body),
    });

    test('a comment that was taken away is in no page that it keeps', async () => {
      expect(await hear(signed(new Date()))).toEqual([0, [7], 204]);
    });

    test('who has no signature, an old one, or another’s, is told no, and forgets nothing', async () => {
      const now = new Date();
      for (const headers of [
        {},
        signed(new Date(now.getTime() - 400_000)),
        { ...signed(now), webhook_id: 'msg_2' },
        { ...signed(now), webhook_signature: 'v1,AAAA' },
      ])
        expect(await hear(headers)).toEqual([1, [], 401]);
      expect(await hear(signed(now), '')).toEqual([1, [], 401]);
    });
  });

  test('comments written past the article are refused, by REST and by XML-RPC', async () => {
    const said = await run(
      `echo json_encode( array( Terrasse_Plugin::refuse_by_rest( array() )->data, Terrasse_Plugin::refuse_by_xmlrpc( array( 'wp.newComment' => 'x', 'wp.getPost' => 'y' ) ) ) );`,
      {},
    );

    expect(JSON.parse(said)).toEqual([{ status: 403 }, { 'wp.getPost': 'y' }]);
  });

  test('each of its words has its French', async () => {
    const words = [...plugin.matchAll(/(?:\b__|esc_html__)\( '((?:[^'\\]|\\.)+)', 'terrasse' \)/g)].map(([, word]) => word!);

    expect(words.length).toBeGreaterThan(8);
    for (const word of words) expect(plugin, word).toMatch(new RegExp(`'${word.replaceAll('.', '\\.')}'\\s+=> '`));
  });
});
