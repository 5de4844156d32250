declare const TERRASSE_STYLE: string;

export const sheet = new CSSStyleSheet();
sheet.replaceSync(TERRASSE_STYLE);
