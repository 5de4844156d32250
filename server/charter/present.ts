import type { Config } from '../config.ts';
import { siteUrl } from '../sites/url.ts';
import type { Site } from '../sites/queries.ts';
import type { CharterWire } from '../sites/wire.ts';
import type { RuleWire } from '../threads/wire.ts';
import type { Rule } from './queries.ts';

/** A rule's address names its version: what a decision cited stays what it said. */
export const ruleUrl = (config: Config, site: Pick<Site, 'host'>, rule: Pick<Rule, 'version' | 'number'>) =>
  `${siteUrl(config, site)}/charter/${rule.version}#rule-${rule.number}`;

export const presentRule = (config: Config, site: Pick<Site, 'host'>, rule: Rule): RuleWire => ({
  number: rule.number,
  title: rule.title,
  url: ruleUrl(config, site, rule),
});

export function presentCharter(config: Config, site: Pick<Site, 'host'>, rules: Rule[]): CharterWire {
  const { version = 0, publishedAt = new Date(0) } = rules[0] ?? {};
  return {
    version,
    publishedAt: publishedAt.toISOString(),
    url: `${siteUrl(config, site)}/charter`,
    rules: rules.map((rule) => ({ ...presentRule(config, site, rule), body: rule.body })),
  };
}
