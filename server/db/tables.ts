import { accountTables } from '../accounts/schema.ts';
import { articleTables } from '../articles/schema.ts';
import { audienceTables } from '../audience/schema.ts';
import { belongingTables } from '../belonging/schema.ts';
import { campaignTables } from '../campaigns/schema.ts';
import { caseTables } from '../cases/schema.ts';
import { charterTables } from '../charter/schema.ts';
import { eventTables } from '../events/schema.ts';
import { expertTables } from '../experts/schema.ts';
import { exportTables } from '../exports/schema.ts';
import { figureTables } from '../figures/schema.ts';
import { followTables } from '../follows/schema.ts';
import { galleryTables } from '../galleries/schema.ts';
import { goalTables } from '../goals/schema.ts';
import { guestTables } from '../guests/schema.ts';
import { ideaTables } from '../ideas/schema.ts';
import { inboxTables } from '../inbox/schema.ts';
import { inboundTables } from '../inbound/schema.ts';
import { invitationTables } from '../invitations/schema.ts';
import { liveTables } from '../lives/schema.ts';
import { meetingTables } from '../meetings/schema.ts';
import { mailTables } from '../mail/schema.ts';
import { memberTables } from '../members/schema.ts';
import { mediationTables } from '../mediations/schema.ts';
import { positioningTables } from '../positioning/schema.ts';
import { notificationTables } from '../notifications/schema.ts';
import { openingTables } from '../openings/schema.ts';
import { partnerTables } from '../partners/schema.ts';
import { planningTables } from '../planning/schema.ts';
import { pollTables } from '../polls/schema.ts';
import { postTables } from '../posts/schema.ts';
import { pushTables } from '../push/schema.ts';
import { relayTables } from '../relays/schema.ts';
import { reportingTables } from '../reporting/schema.ts';
import { securityTables } from '../security/schema.ts';
import { digestTables } from '../digests/schema.ts';
import { engagementTables } from '../engagement/schema.ts';
import { segmentTables } from '../segments/schema.ts';
import { signOnTables } from '../sign-on/schema.ts';
import { siteTables } from '../sites/schema.ts';
import { testimonyTables } from '../testimonies/schema.ts';
import { threadTables } from '../threads/schema.ts';
import { voiceTables } from '../voices/schema.ts';
import { webhookTables } from '../webhooks/schema.ts';
import { whisperTables } from '../whispers/schema.ts';
import type { Columns } from './columns.ts';

/** All tables, in one dialect's spelling. */
export function tables(c: Columns) {
  const sites = siteTables(c);
  const accounts = accountTables(c, sites);
  const articles = articleTables(c, sites);
  const partners = partnerTables(c, sites);
  const threads = threadTables(c, { ...sites, ...articles, ...partners });
  const posts = postTables(c, { ...sites, ...threads, ...accounts, ...articles });
  const charter = charterTables(c, sites);
  const cases = caseTables(c, { ...sites, ...posts, ...accounts, ...charter, ...threads });
  const notifications = notificationTables(c, { ...sites, ...accounts, ...posts });
  const inbox = inboxTables(c, { ...sites, ...accounts, ...posts, ...articles });
  const campaigns = campaignTables(c, sites);
  const planning = planningTables(c, { ...sites, ...accounts, ...partners, ...threads, ...posts });
  return {
    ...sites,
    ...accounts,
    ...articles,
    ...partners,
    ...threads,
    ...posts,
    ...charter,
    ...cases,
    ...audienceTables(c, sites),
    ...campaigns,
    ...openingTables(c, { ...sites, ...threads }),
    ...goalTables(c, { ...sites, ...threads, ...campaigns }),
    ...eventTables(c, sites),
    ...signOnTables(c, { ...sites, ...accounts }),
    ...invitationTables(c, { ...sites, ...threads, ...accounts }),
    ...webhookTables(c, { ...sites, ...accounts }),
    ...notifications,
    ...inboundTables(c, notifications),
    ...inbox,
    ...relayTables(c, { ...sites, ...accounts, ...inbox }),
    ...pushTables(c, { ...sites, ...accounts }),
    ...belongingTables(c, { ...sites, ...accounts }),
    ...memberTables(c, { ...sites, ...threads, ...accounts }),
    ...securityTables(c, sites),
    ...figureTables(c, sites),
    ...reportingTables(c, sites),
    ...followTables(c, { ...sites, ...accounts }),
    ...mailTables(c, sites),
    ...guestTables(c, { ...sites, ...accounts }),
    ...ideaTables(c, { ...sites, ...threads, ...posts, ...articles }),
    ...pollTables(c, { ...sites, ...threads, ...accounts }),
    ...liveTables(c, { ...sites, ...threads, ...posts, ...accounts }),
    ...meetingTables(c, { ...sites, ...threads, ...accounts }),
    ...galleryTables(c, { ...sites, ...threads, ...posts }),
    ...engagementTables(c, { ...sites, ...accounts }),
    ...exportTables(c, { ...sites, ...accounts }),
    ...segmentTables(c, { ...sites, ...accounts, ...posts }),
    ...positioningTables(c, { ...sites, ...accounts }),
    ...mediationTables(c, { ...sites, ...posts, ...accounts, ...cases }),
    ...whisperTables(c, { ...sites, ...threads, ...posts, ...accounts }),
    ...voiceTables(c, { ...sites, ...accounts }),
    ...expertTables(c, { ...sites, ...accounts }),
    ...planning,
    ...digestTables(c, { ...sites, ...planning }),
    ...testimonyTables(c, { ...sites, ...threads, ...accounts, ...posts }),
  };
}
export type Tables = ReturnType<typeof tables>;
