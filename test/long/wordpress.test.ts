// The plugin in a real WordPress, in front of a real Terrasse.
import { eq } from 'drizzle-orm';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeToken } from '#server/sites/tokens.ts';
import { newWebhookSecret } from '#server/webhooks/secret.ts';
import { openDoor } from '../support/publisher.ts';
import { fillThread } from '../support/thread.ts';
import { openTown, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';
import { openBrowser } from '../support/visit.ts';
import { hasWordpress, startWordpress } from '../support/wordpress.ts';

/** What lacks is said where the suite is. */
const lacks = hasWordpress() ? '' : ': skipped, no WordPress here (apt-get install mariadb-server php-mysql wordpress)';

describe.skipIf(lacks)(`the WordPress plugin${lacks}`, () => {
  let town: Town;
  let press: Awaited<ReturnType<typeof startWordpress>>;
  let settings: Record<string, string>;

  beforeAll(async () => {
    [town, press] = await Promise.all([openTown(), startWordpress()]);
    const { sites } = town.deps.db.read.t;
    await town.deps.db.write(
      async (tx) =>
        void (await tx
          .update(sites)
          .set({ origins: [press.origin] })
          .where(eq(sites.id, town.site.id))),
    );
    const { secret } = await openDoor(town.deps, town.site.id, { issuer: press.origin, audience: 'terrasse' });
    const { token } = await makeToken(town.deps, town.site.id, { name: 'WordPress' });
    settings = {
      address: town.origin,
      site: 'courrier',
      rendered: '1',
      counts: '1',
      secret,
      issuer: press.origin,
      audience: 'terrasse',
      token,
    };
    await fillThread(town, '1', await town.person('Maëlle Kerbrat'), [{ text: 'Il y en avait douze.' }, { text: 'Onze.' }]);
  }, 180_000);
  beforeEach(() => press.set(settings));
  afterAll(async () => {
    await press?.stop();
    await town?.close();
  });

  const read = async (path: string) => (await fetch(press.origin + path)).text();
  const forget = () =>
    press.ask(`global $wpdb; $wpdb->query( "DELETE FROM {$wpdb->options} WHERE option_name LIKE '%transient%terrasse%'" );`);

  test('puts the comments into the page that it sends, and their number into its list', async () => {
    await forget();
    const article = await read('/?p=1');

    expect(article).toMatch(
      /<div id="comments"[^>]*><terrasse-thread sign-in="[^"]+" site="courrier" article="1"[^>]*><template shadowrootmode="open">/,
    );
    expect(article).toContain('Il y en avait douze.');
    expect(article).toContain(`src="${town.origin}/embed.js"`);
    expect(article).not.toContain('wp-comments-post.php');
    expect(await read('/')).toMatch(/>2 Comments/);
  });

  test('whoever is signed in to WordPress writes under the article by their name there, without another account', async () => {
    const { page, problems } = await openBrowser(await town.browse(), { locale: 'en-GB' });
    await page.goto(`${press.origin}/wp-login.php`);
    await page.fill('#user_login', 'admin');
    await page.fill('#user_pass', 'mot de passe');
    await page.click('#wp-submit');
    await page.waitForURL(/wp-admin/);

    await page.goto(`${press.origin}/?p=1`);
    await page.locator('terrasse-thread').getByText('Il y en avait douze.').waitFor();
    await page.getByRole('textbox', { name: /comment/i }).fill('Written from WordPress.');
    await page.getByRole('button', { name: /^(Post|Publish)/ }).click();

    const { posts, members } = town.deps.db.read.t;
    const [row] = await until('the comment', async () => {
      const rows = await town.deps.db.read
        .select({ name: members.name })
        .from(posts)
        .innerJoin(members, eq(members.id, posts.authorId))
        .where(eq(posts.source, 'Written from WordPress.'));
      return rows.length > 0 && rows;
    });
    expect(row!.name).toBe('admin');
    const renewed = await page.evaluate(async () => (window as never as { terrasse: { renew(): Promise<string> } }).terrasse.renew());
    expect(renewed.split('.')).toHaveLength(3);
    expect(problems.filter((problem) => problem.includes(town.origin))).toEqual([]);
  });

  test('a token is of who is signed in: nobody’s without, nobody’s by a number that is not this page’s', async () => {
    expect(await read('/?p=1')).not.toMatch(/ token=|window\.terrasse/);
    expect((await fetch(`${press.origin}/wp-admin/admin-ajax.php?action=terrasse_token&_ajax_nonce=x`)).status).toBe(400);
    expect(await press.ask(`echo Terrasse_Plugin::token();`)).toBe('');
  });

  test('where Terrasse is silent the page is there, with a link, and its readers wait once', async () => {
    await press.set({ ...settings, address: 'http://127.0.0.1:9' });

    const article = await read('/?p=1');

    expect(article).toContain('<terrasse-thread site="courrier" article="1"');
    expect(article).toContain('<a href="http://127.0.0.1:9/a/1">Comments</a>');
    const kept = await press.ask(
      `global $wpdb; echo $wpdb->get_var( "SELECT count(*) FROM {$wpdb->options} WHERE option_name LIKE '_transient_terrasse_%' AND option_value = ''" );`,
    );
    expect(Number(kept)).toBeGreaterThan(0);
  });

  test('an article that is published is told, with its title; a draft and one behind a password are not', async () => {
    const save = (more: string) =>
      press.ask(`echo wp_insert_post( array( 'post_title' => 'Le pont & le bac', 'post_content' => 'Voici.', ${more} ) );`);
    const [id, draft, hidden] = [
      await save(`'post_status' => 'publish'`),
      await save(`'post_status' => 'draft'`),
      await save(`'post_status' => 'publish', 'post_password' => 'x'`),
    ];

    const { articles } = town.deps.db.read.t;
    const rows = await town.deps.db.read
      .select({ key: articles.key, title: articles.title, url: articles.url })
      .from(articles)
      .orderBy(articles.id);
    expect(rows).toContainEqual({ key: id, title: 'Le pont & le bac', url: `${press.origin}/?p=${id}` });
    for (const key of [draft, hidden]) expect(rows.map((row) => row.key)).not.toContain(key);
    expect(await read(`/?p=${hidden}`)).not.toContain('<terrasse-thread');
  });

  test('an article saved while Terrasse is away is told later, by WordPress’s own clock', async () => {
    await press.set({ ...settings, address: 'http://127.0.0.1:9' });
    const id = await press.ask(
      `echo wp_insert_post( array( 'post_title' => 'Le bac', 'post_content' => 'Voici.', 'post_status' => 'publish' ) );`,
    );
    await press.set(settings);

    await press.ask(`
      foreach ( _get_cron_array() as $hooks ) foreach ( $hooks['terrasse_tell'] ?? array() as $one ) do_action_ref_array( 'terrasse_tell', $one['args'] );`);

    const { articles } = town.deps.db.read.t;
    expect(await town.deps.db.read.select({ title: articles.title }).from(articles).where(eq(articles.key, id))).toEqual([
      { title: 'Le bac' },
    ]);
  });

  test('a comment that is taken away is gone from the page that WordPress keeps, as soon as Terrasse says so', async () => {
    const secret = newWebhookSecret();
    await press.set({ ...settings, webhook: secret });
    await forget();
    expect(await read('/?p=1')).toContain('Onze.');
    const body = JSON.stringify({ type: 'post.removed', data: { thread: { article: { id: '1', url: `${press.origin}/?p=1` } } } });
    const tell = (at: Date) =>
      fetch(`${press.origin}/?rest_route=/terrasse/v1/changed`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': 'msg_1',
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': new Webhook(secret).sign('msg_1', at, body),
        },
        body,
      });
    const kept = () =>
      press.ask(`global $wpdb; echo $wpdb->get_var( "SELECT count(*) FROM {$wpdb->options} WHERE option_value LIKE '%Onze.%'" );`);

    expect([(await tell(new Date(0))).status, await kept()]).toEqual([401, '1']);
    expect([(await tell(new Date())).status, await kept()]).toEqual([204, '0']);
  });

  test('a theme of blocks shows them too', async () => {
    const html = await press.ask(
      `global $post; $post = get_post( 1 ); setup_postdata( $post ); echo do_blocks( '<!-- wp:comments --><div class="wp-block-comments">d’origine</div><!-- /wp:comments -->' );`,
    );

    expect(html).toContain('Il y en avait douze.');
    expect(html).not.toContain('d’origine');
  });

  test('WordPress’s own form is answered no: what it wrote nobody would see', async () => {
    const body = new URLSearchParams({ comment: 'Bonjour', author: 'X', email: 'x@example.test', comment_post_ID: '1' });

    expect((await fetch(`${press.origin}/wp-comments-post.php`, { method: 'POST', body })).status).toBe(403);
    const byRest = await press.ask(
      `wp_set_current_user( 1 ); $asked = new WP_REST_Request( 'POST', '/wp/v2/comments' ); $asked->set_body_params( array( 'post' => 1, 'content' => 'Bonjour' ) ); echo rest_do_request( $asked )->get_status();`,
    );
    expect(byRest).toBe('403');
  });

  test('settings are changed by an administrator, from their form alone; a secret is never shown, in English and in French', async () => {
    const { page } = await openBrowser(await town.browse());
    await page.goto(`${press.origin}/wp-login.php`);
    await page.fill('#user_login', 'admin');
    await page.fill('#user_pass', 'mot de passe');
    await page.click('#wp-submit');
    await page.waitForURL(/wp-admin/);
    await page.goto(`${press.origin}/wp-admin/options-general.php?page=terrasse`);
    expect(await page.content()).not.toContain(settings.secret);

    await page.getByLabel('Key of your site').fill('courrier"><script>');
    await page.locator('#submit').click();
    await page.waitForURL(/settings-updated/);
    expect(JSON.parse(await press.ask(`echo wp_json_encode( get_option( 'terrasse' ) );`))).toEqual({
      ...settings,
      webhook: '',
      site: 'courrier">',
    });
    expect(await read('/?p=1')).not.toContain('site="courrier">');
    const forged = await page.request.post(`${press.origin}/wp-admin/options.php`, {
      form: { option_page: 'terrasse', action: 'update', _wpnonce: 'x', 'terrasse[site]': 'autre' },
    });
    expect(forged.status()).toBe(403);
    expect(
      await press.ask(
        `switch_to_locale( 'fr_FR' ); add_filter( 'determine_locale', fn () => 'fr_FR' ); echo __( 'Key of your site', 'terrasse' );`,
      ),
    ).toBe('Clé de votre site');
  });

  test('taken away, it leaves nothing; and PHP had nothing to say', async () => {
    await read('/?p=1');
    expect(press.log()).toEqual([]);

    await press.ask(
      `require_once ABSPATH . 'wp-admin/includes/plugin.php'; deactivate_plugins( 'terrasse.php' ); uninstall_plugin( 'terrasse.php' );`,
    );

    expect(
      await press.ask(`global $wpdb; echo $wpdb->get_var( "SELECT count(*) FROM {$wpdb->options} WHERE option_name LIKE '%terrasse%'" );`),
    ).toBe('0');
  });
});
