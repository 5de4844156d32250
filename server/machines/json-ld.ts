/** A thing of https://schema.org, as search engines read it. */
export type JsonLd = { '@type': string; [property: string]: unknown };
