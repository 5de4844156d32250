// What French law forbids to publish, as far as conversations under a newspaper's articles meet it: what a notice and a
// decision name. Their words are in server/i18n (`ground.<id>`, `ground.<id>.what`).

const PRESS_LAW = 'https://www.legifrance.gouv.fr/loda/id/LEGITEXT000006070722/'; // loi du 29 juillet 1881
const CRIMINAL_CODE = 'https://www.legifrance.gouv.fr/codes/id/LEGITEXT000006070719/';
const PROPERTY_CODE = 'https://www.legifrance.gouv.fr/codes/id/LEGITEXT000006069414/'; // Code de la propriété intellectuelle

export type LegalGround = {
  /** As lawyers cite it. */
  article: string;
  /** The text it is in, consolidated; null where none in particular is meant. */
  url: string | null;
  /** Category and keyword of the EU's Transparency Database, schema 2 (STATEMENT_CATEGORY_…, KEYWORD_…). */
  category: string;
  keyword: string;
  /** Weight of a notice in the queue, in hours of waiting (cases/open-case.ts). */
  priority: number;
  /** Whoever gives notice need not say who they are (DSA, art. 16(2)(c): directive 2011/93, art. 3 to 7). */
  anonymous?: true;
  /** Seen to be illegal without a lawyer: its notice is knowledge (DSA, art. 16(3)). */
  manifest?: true;
};

/** In the order in which a notice offers them. */
const legalGrounds = {
  hate: {
    article: 'loi du 29 juillet 1881, art. 24, al. 7 et 8',
    url: PRESS_LAW,
    category: 'ILLEGAL_OR_HARMFUL_SPEECH',
    keyword: 'HATE_SPEECH',
    priority: 24,
    manifest: true,
  },
  discriminatory_insult: {
    article: 'loi du 29 juillet 1881, art. 33, al. 3 et 4',
    url: PRESS_LAW,
    category: 'ILLEGAL_OR_HARMFUL_SPEECH',
    keyword: 'DISCRIMINATION',
    priority: 20,
    manifest: true,
  },
  negationism: {
    article: 'loi du 29 juillet 1881, art. 24 bis',
    url: PRESS_LAW,
    category: 'ILLEGAL_OR_HARMFUL_SPEECH',
    keyword: 'HATE_SPEECH',
    priority: 24,
    manifest: true,
  },
  defamation: {
    article: 'loi du 29 juillet 1881, art. 29, al. 1, et 32',
    url: PRESS_LAW,
    category: 'ILLEGAL_OR_HARMFUL_SPEECH',
    keyword: 'DEFAMATION',
    priority: 12,
  },
  insult: {
    article: 'loi du 29 juillet 1881, art. 29, al. 2, et 33',
    url: PRESS_LAW,
    category: 'ILLEGAL_OR_HARMFUL_SPEECH',
    keyword: 'OTHER',
    priority: 10,
  },
  threats: {
    article: 'Code pénal, art. 222-17',
    url: CRIMINAL_CODE,
    category: 'CYBER_VIOLENCE',
    keyword: 'CYBER_BULLYING_INTIMIDATION',
    priority: 36,
    manifest: true,
  },
  harassment: {
    article: 'Code pénal, art. 222-33-2-2',
    url: CRIMINAL_CODE,
    category: 'CYBER_VIOLENCE',
    keyword: 'CYBER_HARASSMENT',
    priority: 20,
  },
  endangering_disclosure: {
    article: 'Code pénal, art. 223-1-1',
    url: CRIMINAL_CODE,
    category: 'DATA_PROTECTION_AND_PRIVACY_VIOLATIONS',
    keyword: 'OTHER',
    priority: 36,
    manifest: true,
  },
  privacy: {
    article: 'Code pénal, art. 226-1',
    url: CRIMINAL_CODE,
    category: 'DATA_PROTECTION_AND_PRIVACY_VIOLATIONS',
    keyword: 'MISSING_PROCESSING_GROUND',
    priority: 14,
  },
  intimate_images: {
    article: 'Code pénal, art. 226-2-1',
    url: CRIMINAL_CODE,
    category: 'CYBER_VIOLENCE',
    keyword: 'NON_CONSENSUAL_IMAGE_SHARING',
    priority: 36,
    manifest: true,
  },
  montage: {
    article: 'Code pénal, art. 226-8 et 226-8-1',
    url: CRIMINAL_CODE,
    category: 'CYBER_VIOLENCE',
    keyword: 'NON_CONSENSUAL_MATERIAL_DEEPFAKE',
    priority: 20,
  },
  impersonation: {
    article: 'Code pénal, art. 226-4-1',
    url: CRIMINAL_CODE,
    category: 'SCAMS_AND_FRAUD',
    keyword: 'IMPERSONATION_ACCOUNT_HIJACKING',
    priority: 12,
  },
  child_abuse: {
    article: 'Code pénal, art. 227-23',
    url: CRIMINAL_CODE,
    category: 'PROTECTION_OF_MINORS',
    keyword: 'CHILD_SEXUAL_ABUSE_MATERIAL',
    priority: 48,
    anonymous: true,
    manifest: true,
  },
  terrorism: {
    article: 'Code pénal, art. 421-2-5',
    url: CRIMINAL_CODE,
    category: 'RISK_FOR_PUBLIC_SECURITY',
    keyword: 'TERRORIST_CONTENT',
    priority: 48,
    manifest: true,
  },
  suicide: {
    article: 'Code pénal, art. 223-13',
    url: CRIMINAL_CODE,
    category: 'SELF_HARM',
    keyword: 'SUICIDE',
    priority: 36,
    manifest: true,
  },
  fraud: { article: 'Code pénal, art. 313-1', url: CRIMINAL_CODE, category: 'SCAMS_AND_FRAUD', keyword: 'PHISHING', priority: 14 },
  copyright: {
    article: 'Code de la propriété intellectuelle, art. L. 335-3',
    url: PROPERTY_CODE,
    category: 'INTELLECTUAL_PROPERTY_INFRINGEMENTS',
    keyword: 'COPYRIGHT_INFRINGEMENT',
    priority: 8,
  },
  other: { article: '', url: null, category: 'NOT_SPECIFIED_NOTICE', keyword: 'OTHER', priority: 8 },
} as const satisfies Record<string, LegalGround>;

export type LegalGroundId = keyof typeof legalGrounds;

export const GROUND_IDS = Object.keys(legalGrounds) as [LegalGroundId, ...LegalGroundId[]];

export const groundOf = (id: LegalGroundId): LegalGround => legalGrounds[id];
