declare const TERRASSE_RARE_STYLE: string;

export const rareSheet = new CSSStyleSheet();
rareSheet.replaceSync(TERRASSE_RARE_STYLE);
