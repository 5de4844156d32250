declare const TERRASSE_MORE_STYLE: string;

export const moreSheet = new CSSStyleSheet();
moreSheet.replaceSync(TERRASSE_MORE_STYLE);
