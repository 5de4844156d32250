import type { Config } from '../config.ts';
import { photoUrl } from '../members/photo-url.ts';
import type { Profile } from '../members/profile.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import type { JsonLd } from './json-ld.ts';

/** A member's page: https://developers.google.com/search/docs/appearance/structured-data/profile-page */
export function personData(config: Config, site: Site, profile: Profile): JsonLd {
  const { uid, name, title, affiliation, bio, links, createdAt } = profile;
  const image = photoUrl(config, site, profile.photo);
  return {
    '@type': 'ProfilePage',
    dateCreated: createdAt.toISOString(),
    mainEntity: {
      '@type': 'Person',
      name,
      identifier: uid,
      url: `${siteUrl(config, site)}/members/${uid}`,
      ...(image && { image }),
      ...(title && { jobTitle: title }),
      ...(affiliation && { affiliation: { '@type': 'Organization', name: affiliation } }),
      ...(bio && { description: bio }),
      ...(links && { sameAs: links }),
    },
  };
}
