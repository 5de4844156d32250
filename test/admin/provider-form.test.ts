import { expect, test } from 'vitest';
import { fromProviderForm, moved, newProvider, toProviderForm, withEnabled } from '#admin/settings/provider-form.ts';
import type { ProviderWire } from '#server/sign-on/wire.ts';

const provider: ProviderWire = {
  id: 'p1',
  kind: 'oidc',
  name: 'Compte',
  enabled: true,
  hasSecret: true,
  addresses: { redirect: ['https://forum.example.org/signin/back/p1'], logout: [] },
  config: {
    issuer: 'https://id.example.org',
    audience: 'terrasse',
    jwksUrl: null,
    scopes: ['profile', 'email'],
    mappings: [
      { claim: 'groups', value: 'abonnes', role: 'subscriber', badge: 'Abonné' },
      { claim: 'groups', value: 'club', role: 'member', badge: null },
    ],
  },
};

test('a provider comes back from its form as it went in, its secret left alone', () => {
  const { id: _, hasSecret: __, addresses: ___, ...same } = provider;

  expect(fromProviderForm(toProviderForm(provider))).toEqual(same);
  expect(withEnabled(provider, false)).toEqual({ ...same, enabled: false });
});

test('what was typed is tidied: rows left empty go, scopes are parted by anything', () => {
  const form = {
    ...newProvider('oidc'),
    name: ' Compte ',
    scopes: 'email,  groups\n',
    secret: ' s ',
    mappings: [
      { claim: ' ', value: '', role: 'subscriber', badge: 'x' },
      { claim: 'groups', value: '', role: 'member', badge: '' },
    ],
  };

  const { name, secret, config } = fromProviderForm(form);

  expect([name, secret]).toEqual(['Compte', 's']);
  expect(config.scopes).toEqual(['email', 'groups']);
  expect(config.mappings).toEqual([{ claim: 'groups', value: '', role: 'member', badge: null }]); // the server says what is missing
});

test('what only one kind has is not sent with another', () => {
  const form = { ...newProvider('discourse'), jwksUrl: 'https://x.example.org', scopes: 'email' };

  expect(fromProviderForm(form).config).toMatchObject({ jwksUrl: null, scopes: [] });
});

test('one moves by a place', () => {
  expect(moved(['a', 'b', 'c'], 'c', -1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b', 'c'], 'a', 1)).toEqual(['b', 'a', 'c']);
});
