/** « Vie du quartier » as it stands in an address: `vie-du-quartier`, cut between words. Empty where nothing is left. */
export function slugOf(text: string, max = 60): string {
  const folded = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/œ/gi, 'oe')
    .replace(/æ/gi, 'ae')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return folded.length <= max ? folded : folded.slice(0, max + 1).replace(/-?[^-]*$/, '') || folded.slice(0, max);
}
