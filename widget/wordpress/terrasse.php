<?php
/**
 * Plugin Name: Terrasse
 * Description: Your readers' conversations under your articles, from your own Terrasse.
 * Version: 0.1.0
 * Requires at least: 5.9
 * Requires PHP: 7.4
 * License: GPL-2.0-or-later
 * License URI: https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain: terrasse
 *
 * This program is free software; you can redistribute it and/or modify it under the terms of the GNU General Public License as
 * published by the Free Software Foundation; either version 2 of the License, or (at your option) any later version. It is
 * distributed in the hope that it will be useful, but WITHOUT ANY WARRANTY; without even the implied warranty of MERCHANTABILITY
 * or FITNESS FOR A PARTICULAR PURPOSE. See the GNU General Public License for more details.
 */

defined( 'ABSPATH' ) || exit;

if ( ! class_exists( 'Terrasse_Plugin', false ) ) :

final class Terrasse_Plugin {

	const OPTION = 'terrasse';
	/** Seconds that a page of WordPress waits for Terrasse, at most. */
	const PATIENCE = 1;
	/** Seconds that an answer is kept, and that a silence is: one reader waits for it, not each. */
	const KEPT = 60;
	const SILENT = 30;
	/** Seconds that a token is good for: it is used when the page opens. */
	const TOKEN = 900;
	/** Seconds until an article that could not be told is told again: each time twice as many, for some five hours. */
	const AGAIN = 300;
	const TRIES = 6;
	/** Seconds by which the clock of a message may differ (docs/webhooks.md). */
	const SKEW = 300;
	/** Articles of one request, as the server takes them. */
	const MOST = 100;

	/** @var array<int, int> What is known in this request. */
	private static $counts = array();

	public static function begin() {
		add_filter( 'comments_template', array( __CLASS__, 'template' ), 100 );
		add_filter( 'render_block_core/comments', array( __CLASS__, 'block' ), 100, 3 );
		add_filter( 'render_block_core/post-comments', array( __CLASS__, 'block' ), 100, 3 );
		add_filter( 'get_comments_number', array( __CLASS__, 'number' ), 100, 2 );
		add_filter( 'gettext_terrasse', array( __CLASS__, 'french' ), 10, 2 );
		add_action( 'pre_comment_on_post', array( __CLASS__, 'refuse' ) );
		add_filter( 'rest_pre_insert_comment', array( __CLASS__, 'refuse_by_rest' ) );
		add_filter( 'xmlrpc_methods', array( __CLASS__, 'refuse_by_xmlrpc' ) );
		add_action( 'wp_after_insert_post', array( __CLASS__, 'tell' ), 10, 2 );
		add_action( 'terrasse_tell', array( __CLASS__, 'tell_again' ), 10, 2 );
		add_action( 'rest_api_init', array( __CLASS__, 'listen' ) );
		add_action( 'wp_ajax_terrasse_token', array( __CLASS__, 'renew' ) );
		add_action( 'admin_menu', array( __CLASS__, 'menu' ) );
		add_action( 'admin_init', array( __CLASS__, 'register' ) );
		register_activation_hook( __FILE__, array( __CLASS__, 'activate' ) );
		register_deactivation_hook( __FILE__, array( __CLASS__, 'deactivate' ) );
	}

	public static function activate() {
		register_uninstall_hook( __FILE__, array( __CLASS__, 'uninstall' ) );
	}

	public static function deactivate() {
		wp_unschedule_hook( 'terrasse_tell' );
	}

	/* What readers see */

	public static function template( $template ) {
		return self::is_set() ? __FILE__ : $template;
	}

	public static function block( $content, $block, $instance ) {
		return self::is_set() ? self::comments( $instance->context['postId'] ?? get_the_ID() ) : $content;
	}

	/** Comments of a post: as the server draws them, else what stands there until the script has come. */
	public static function comments( $id ) {
		if ( ! $id || post_password_required( $id ) || ( ! comments_open( $id ) && get_comments_number( $id ) < 1 ) ) {
			return '';
		}
		$drawn  = self::get( 'rendered' ) ? self::drawn( $id ) : null;
		$own    = self::attributes( array_filter( array( 'token' => self::token(), 'sign-in' => self::get( 'secret' ) ? wp_login_url( get_permalink( $id ) ) : '' ) ) );
		$script = self::renewal() . wp_get_script_tag( array( 'src' => self::get( 'address' ) . '/embed.js', 'async' => true ) );
		if ( null !== $drawn ) {
			$element = '<terrasse-thread' . $own . substr( $drawn, strlen( '<terrasse-thread' ) );
		} else {
			$named   = self::attributes( array_filter( array( 'site' => self::get( 'site' ), 'article' => self::article( $id ), 'lang' => self::lang() ) ) );
			$element = sprintf(
				'<terrasse-thread%s><a href="%s">%s</a></terrasse-thread>',
				$named . $own,
				esc_url( self::get( 'address' ) . '/a/' . rawurlencode( self::article( $id ) ) ),
				esc_html__( 'Comments', 'terrasse' )
			);
		}
		return '<div id="comments" class="comments-area">' . $element . $script . '</div>';
	}

	/** How many comments, wherever a theme says it: all of a page's are one request. */
	public static function number( $count, $id ) {
		if ( ! self::is_set() || ! self::get( 'counts' ) || is_admin() ) {
			return $count;
		}
		if ( ! isset( self::$counts[ $id ] ) ) {
			self::count( $id );
		}
		return self::$counts[ $id ] ?? $count;
	}

	private static function count( $id ) {
		global $wp_query;
		$ids      = array_slice( array_unique( array_merge( array( (int) $id ), wp_list_pluck( $wp_query->posts ?? array(), 'ID' ) ) ), 0, self::MOST );
		$articles = array();
		foreach ( $ids as $one ) {
			$articles[ $one ] = self::article( $one );
		}
		$given = json_decode( (string) self::ask( '/api/v1/counts', array( 'site' => self::get( 'site' ), 'articles' => implode( ',', $articles ) ) ), true );
		foreach ( $articles as $one => $article ) {
			self::$counts[ $one ] = isset( $given['counts'][ $article ] ) ? (int) $given['counts'][ $article ] : null;
		}
	}

	private static function drawn( $id ) {
		$answer = self::ask( '/embed/thread', self::asked( self::article( $id ), self::lang() ) );
		return null !== $answer && 0 === strpos( $answer, '<terrasse-thread ' ) ? $answer : null;
	}

	private static function asked( $article, $lang ) {
		return array_filter( array( 'site' => self::get( 'site' ), 'article' => $article, 'lang' => $lang ) );
	}

	/** What Terrasse answers, kept for a while; null where it is silent, which is kept too. */
	private static function ask( $path, $query ) {
		$url  = self::url( $path, $query );
		$key  = self::key( $url );
		$kept = get_transient( $key );
		if ( is_string( $kept ) ) {
			return '' === $kept ? null : $kept;
		}
		$answer = wp_remote_get( $url, array( 'timeout' => self::PATIENCE, 'redirection' => 0 ) );
		$body   = 200 === wp_remote_retrieve_response_code( $answer ) ? wp_remote_retrieve_body( $answer ) : '';
		set_transient( $key, $body, '' === $body ? self::SILENT : self::KEPT );
		return '' === $body ? null : $body;
	}

	private static function url( $path, $query ) {
		return self::get( 'address' ) . $path . '?' . http_build_query( $query, '', '&', PHP_QUERY_RFC3986 );
	}

	private static function key( $url ) {
		return 'terrasse_' . md5( $url );
	}

	/** WordPress's own form would write what nobody sees. */
	public static function refuse() {
		if ( self::is_set() ) {
			wp_die( esc_html__( 'Comments are written under the article.', 'terrasse' ), '', array( 'response' => 403 ) );
		}
	}

	public static function refuse_by_rest( $prepared ) {
		return self::is_set() ? new WP_Error( 'terrasse', __( 'Comments are written under the article.', 'terrasse' ), array( 'status' => 403 ) ) : $prepared;
	}

	public static function refuse_by_xmlrpc( $methods ) {
		return self::is_set() ? array_diff_key( $methods, array( 'wp.newComment' => '' ) ) : $methods;
	}

	/* Who reads (docs/connecting-accounts.md) */

	/** A token of whoever is signed in; '' of nobody. */
	public static function token() {
		$user   = wp_get_current_user();
		$secret = self::get( 'secret' );
		if ( ! $user->ID || '' === $secret ) {
			return '';
		}
		$now    = time();
		$claims = apply_filters(
			'terrasse_claims',
			array(
				'iss'    => self::get( 'issuer' ),
				'aud'    => self::get( 'audience' ),
				'sub'    => (string) $user->ID,
				'name'   => $user->display_name,
				'locale' => 0 === strpos( get_user_locale( $user ), 'fr' ) ? 'fr' : 'en',
				'iat'    => $now,
				'exp'    => $now + self::TOKEN,
				'jti'    => bin2hex( random_bytes( 16 ) ),
			),
			$user
		);
		$signed = self::encode( '{"alg":"HS256","typ":"JWT"}' ) . '.' . self::encode( (string) wp_json_encode( $claims ) );
		return $signed . '.' . self::encode( hash_hmac( 'sha256', $signed, $secret, true ) );
	}

	private static function encode( $bytes ) {
		return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' ); // phpcs:ignore -- RFC 7515
	}

	/** Another token, for a page that is older than its own. */
	public static function renew() {
		check_ajax_referer( 'terrasse_token' );
		nocache_headers();
		header( 'Content-Type: text/plain; charset=utf-8' );
		echo self::token(); // phpcs:ignore -- base64url
		wp_die();
	}

	private static function renewal() {
		if ( '' === self::token() ) {
			return '';
		}
		$url = add_query_arg( array( 'action' => 'terrasse_token', '_ajax_nonce' => wp_create_nonce( 'terrasse_token' ) ), admin_url( 'admin-ajax.php', 'relative' ) );
		return wp_get_inline_script_tag(
			'window.terrasse = { renew: () => fetch(' . wp_json_encode( $url, JSON_HEX_TAG | JSON_HEX_AMP ) . ', { credentials: "same-origin" }).then((answer) => (answer.ok ? answer.text() : null)) };'
		);
	}

	/* What Terrasse is told */

	/** What an article is called and where it is, whenever it is saved; where a token for it was given. */
	public static function tell( $id, $post, $tried = 0 ) {
		$token = self::get( 'token' );
		if ( ! self::is_set() || '' === $token || 'publish' !== $post->post_status || ! post_type_supports( $post->post_type, 'comments' ) || '' !== $post->post_password ) {
			return;
		}
		$sections = get_the_category( $id );
		$tags     = get_the_tags( $id );
		$said     = apply_filters(
			'terrasse_article_said',
			array(
				'title'       => html_entity_decode( get_the_title( $id ), ENT_QUOTES, 'UTF-8' ),
				'url'         => get_permalink( $id ),
				'section'     => $sections ? html_entity_decode( $sections[0]->name, ENT_QUOTES, 'UTF-8' ) : null,
				'bylines'     => array( get_the_author_meta( 'display_name', (int) $post->post_author ) ),
				'publishedAt' => get_post_time( DATE_ATOM, true, $post ),
				'tags'        => is_array( $tags ) ? wp_list_pluck( $tags, 'name' ) : array(),
			),
			$post
		);
		$answer = wp_remote_request(
			self::get( 'address' ) . '/api/v1/articles/' . rawurlencode( self::article( $id ) ),
			array(
				'method'  => 'PUT',
				'timeout' => self::PATIENCE,
				'headers' => array( 'Authorization' => 'Bearer ' . $token, 'Content-Type' => 'application/json' ),
				'body'    => wp_json_encode( $said ),
			)
		);
		$code   = (int) wp_remote_retrieve_response_code( $answer );
		if ( ( 0 === $code || 429 === $code || $code >= 500 ) && $tried < self::TRIES ) {
			wp_schedule_single_event( time() + self::AGAIN * 2 ** $tried, 'terrasse_tell', array( (int) $id, $tried + 1 ) );
		}
	}

	/** As it is by then. */
	public static function tell_again( $id, $tried ) {
		$post = get_post( $id );
		if ( $post ) {
			self::tell( $id, $post, $tried );
		}
	}

	/* What Terrasse tells (docs/webhooks.md) */

	public static function listen() {
		register_rest_route( 'terrasse/v1', '/changed', array( 'methods' => 'POST', 'callback' => array( __CLASS__, 'changed' ), 'permission_callback' => '__return_true' ) );
	}

	/** A comment was taken away or changed: what is kept of its article is forgotten, and whatever keeps its page is told. */
	public static function changed( $request ) {
		$said = self::verified( $request );
		if ( null === $said ) {
			return new WP_Error( 'terrasse', 'This is not signed with the secret in the settings.', array( 'status' => 401 ) );
		}
		$article = $said['data']['thread']['article'] ?? null;
		if ( isset( $article['id'] ) ) {
			foreach ( array( '', 'fr', 'en' ) as $lang ) {
				delete_transient( self::key( self::url( '/embed/thread', self::asked( $article['id'], $lang ) ) ) );
			}
			$id = url_to_postid( (string) ( $article['url'] ?? '' ) );
			if ( $id ) {
				clean_post_cache( $id ); // page caches listen to it
			}
			do_action( 'terrasse_changed', $article['id'], $id );
		}
		return new WP_REST_Response( null, 204 );
	}

	/** @return array<string, mixed>|null Null for what is not Terrasse's, or too old. */
	private static function verified( $request ) {
		$secret = self::get( 'webhook' );
		$time   = (string) $request->get_header( 'webhook_timestamp' );
		if ( '' === $secret || abs( time() - (int) $time ) >= self::SKEW ) {
			return null;
		}
		$signed   = $request->get_header( 'webhook_id' ) . ".$time." . $request->get_body();
		$expected = base64_encode( hash_hmac( 'sha256', $signed, (string) base64_decode( str_replace( 'whsec_', '', $secret ) ), true ) ); // phpcs:ignore -- Standard Webhooks
		foreach ( explode( ' ', (string) $request->get_header( 'webhook_signature' ) ) as $signature ) {
			if ( hash_equals( "v1,$expected", $signature ) ) {
				return json_decode( $request->get_body(), true );
			}
		}
		return null;
	}

	/** The id by which Terrasse knows a post. */
	private static function article( $id ) {
		return (string) apply_filters( 'terrasse_article', (string) $id, $id );
	}

	private static function lang() {
		$lang = substr( get_locale(), 0, 2 );
		return in_array( $lang, array( 'fr', 'en' ), true ) ? $lang : '';
	}

	private static function attributes( $given ) {
		$said = '';
		foreach ( $given as $name => $value ) {
			$said .= sprintf( ' %s="%s"', $name, esc_attr( $value ) );
		}
		return $said;
	}

	/* Settings */

	public static function get( $name ) {
		$usual = array( 'address' => '', 'site' => '', 'rendered' => '1', 'counts' => '1', 'secret' => '', 'issuer' => home_url(), 'audience' => 'terrasse', 'token' => '', 'webhook' => '' );
		$kept  = get_option( self::OPTION );
		return (string) ( ( is_array( $kept ) ? $kept : array() ) + $usual )[ $name ];
	}

	private static function is_set() {
		return '' !== self::get( 'address' ) && '' !== self::get( 'site' );
	}

	public static function register() {
		register_setting( 'terrasse', self::OPTION, array( 'type' => 'array', 'sanitize_callback' => array( __CLASS__, 'clean' ) ) );
	}

	/** What is kept of a form. A secret left empty stays what it was; `-` takes it away. */
	public static function clean( $given ) {
		$given = is_array( $given ) ? $given : array();
		$said  = static function ( $name ) use ( $given ) {
			return isset( $given[ $name ] ) && is_string( $given[ $name ] ) ? trim( $given[ $name ] ) : '';
		};
		$kept  = array( 'address' => rtrim( esc_url_raw( $said( 'address' ), array( 'https', 'http' ) ), '/' ) );
		foreach ( array( 'site', 'issuer', 'audience' ) as $name ) {
			$kept[ $name ] = sanitize_text_field( $said( $name ) );
		}
		foreach ( array( 'rendered', 'counts' ) as $name ) {
			$kept[ $name ] = '' === $said( $name ) ? '' : '1';
		}
		foreach ( array( 'secret', 'token', 'webhook' ) as $name ) {
			$kept[ $name ] = '' === $said( $name ) ? self::get( $name ) : ( '-' === $said( $name ) ? '' : sanitize_text_field( $said( $name ) ) );
		}
		return $kept;
	}

	public static function menu() {
		add_options_page( 'Terrasse', 'Terrasse', 'manage_options', 'terrasse', array( __CLASS__, 'page' ) );
	}

	public static function page() {
		if ( ! current_user_can( 'manage_options' ) ) {
			return;
		}
		echo '<div class="wrap"><h1>Terrasse</h1><form method="post" action="options.php">';
		settings_fields( 'terrasse' ); // its nonce among them
		echo '<table class="form-table" role="presentation">';
		self::field( 'address', __( 'Address of your Terrasse', 'terrasse' ), 'url', '' );
		self::field( 'site', __( 'Key of your site', 'terrasse' ), 'text', '' );
		self::field( 'rendered', __( 'Comments in the page that WordPress sends, to be read without JavaScript', 'terrasse' ), 'checkbox', '' );
		self::field( 'counts', __( 'Number of comments in lists of articles', 'terrasse' ), 'checkbox', '' );
		self::field( 'secret', __( 'Secret of the signed token', 'terrasse' ), 'password', __( 'From the desk: Settings, Sign-in. Whoever is signed in here is signed in under the article. Left empty it stays as it is; a hyphen removes it.', 'terrasse' ) );
		self::field( 'issuer', __( 'Issuer', 'terrasse' ), 'text', __( 'As in the desk; it does not change later.', 'terrasse' ) );
		self::field( 'audience', __( 'Audience', 'terrasse' ), 'text', '' );
		self::field( 'token', __( 'API token', 'terrasse' ), 'password', __( 'From the desk: Settings, API tokens. With it Terrasse knows what your articles are called.', 'terrasse' ) );
		/* translators: %s: address */
		self::field( 'webhook', __( 'Secret of the webhook', 'terrasse' ), 'password', sprintf( __( 'From the desk: Settings, Webhooks, where you add %s with the events “post.published”, “post.edited”, “post.removed” and “post.deleted”. What is taken away there is gone here at once, and not within a minute.', 'terrasse' ), rest_url( 'terrasse/v1/changed' ) ) );
		echo '</table>';
		submit_button();
		echo '</form></div>';
	}

	/** A secret is never sent back to a page. */
	private static function field( $name, $label, $type, $help ) {
		$id    = 'terrasse-' . $name;
		$value = 'checkbox' === $type ? '1' : ( 'password' === $type ? '' : self::get( $name ) );
		printf(
			'<tr><th scope="row"><label for="%1$s">%2$s</label></th><td><input id="%1$s" name="%3$s[%4$s]" type="%5$s" value="%6$s" autocomplete="off"%7$s%8$s>%9$s</td></tr>',
			esc_attr( $id ),
			esc_html( $label ),
			esc_attr( self::OPTION ),
			esc_attr( $name ),
			esc_attr( $type ),
			esc_attr( $value ),
			'checkbox' === $type ? checked( self::get( $name ), '1', false ) : ' class="regular-text"',
			'' === $help ? '' : sprintf( ' aria-describedby="%s-help"', esc_attr( $id ) ),
			'' === $help ? '' : sprintf( '<p class="description" id="%s-help">%s</p>', esc_attr( $id ), esc_html( $help ) )
		);
	}

	/** One file holds its French too. */
	public static function french( $translation, $text ) {
		static $words = array(
			'Comments'                                => 'Commentaires',
			'Comments are written under the article.' => 'Les commentaires s’écrivent sous l’article.',
			'Address of your Terrasse'                => 'Adresse de votre Terrasse',
			'Key of your site'                        => 'Clé de votre site',
			'Comments in the page that WordPress sends, to be read without JavaScript' => 'Les commentaires dans la page qu’envoie WordPress, lisibles sans JavaScript',
			'Number of comments in lists of articles' => 'Le nombre de commentaires dans les listes d’articles',
			'Secret of the signed token'              => 'Secret du jeton signé',
			'From the desk: Settings, Sign-in. Whoever is signed in here is signed in under the article. Left empty it stays as it is; a hyphen removes it.' => 'Au bureau : Réglages, Connexion. Qui est connecté ici l’est sous l’article. Laissé vide, il reste tel quel ; un tiret le retire.',
			'Issuer'                                  => 'Émetteur',
			'As in the desk; it does not change later.' => 'Comme au bureau ; il ne change plus ensuite.',
			'Audience'                                => 'Destinataire',
			'API token'                               => 'Jeton d’API',
			'From the desk: Settings, API tokens. With it Terrasse knows what your articles are called.' => 'Au bureau : Réglages, Jetons d’API. Par lui, Terrasse sait comment s’appellent vos articles.',
			'Secret of the webhook'                   => 'Secret du webhook',
			'From the desk: Settings, Webhooks, where you add %s with the events “post.published”, “post.edited”, “post.removed” and “post.deleted”. What is taken away there is gone here at once, and not within a minute.' => 'Au bureau : Réglages, Webhooks, où vous ajoutez %s avec les événements « post.published », « post.edited », « post.removed » et « post.deleted ». Ce qui y est retiré disparaît ici aussitôt, et non dans la minute.',
		);
		return 0 === strpos( determine_locale(), 'fr' ) ? ( $words[ $text ] ?? $translation ) : $translation;
	}

	/** Nothing of ours stays. */
	public static function uninstall() {
		global $wpdb;
		delete_option( self::OPTION );
		foreach ( array( '_transient_terrasse_', '_transient_timeout_terrasse_' ) as $prefix ) {
			$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->options} WHERE option_name LIKE %s", $wpdb->esc_like( $prefix ) . '%' ) );
		}
	}
}

Terrasse_Plugin::begin();

else :
	// WordPress includes it a second time, as the template of a theme's comments.
	echo Terrasse_Plugin::comments( get_the_ID() ); // phpcs:ignore -- made there, each attribute escaped
endif;
