/** What we use of pdfkit, which brings no types. */
declare module 'pdfkit' {
  import type { EventEmitter } from 'node:events';

  type Element = { add(child: Element): Element; end(): void };
  type TextOptions = { width?: number; align?: 'left' | 'right' | 'center'; lineBreak?: boolean };

  export default class PDFDocument extends EventEmitter {
    constructor(options: object);
    x: number;
    y: number;
    page: { width: number; height: number; margins: { bottom: number } };
    registerFont(name: string, file: string): this;
    font(name: string): this;
    fontSize(points: number): this;
    fillColor(colour: string): this;
    strokeColor(colour: string): this;
    lineWidth(points: number): this;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    stroke(): this;
    text(words: string, x: number, y: number, options?: TextOptions): this;
    heightOfString(words: string, options?: TextOptions): number;
    addPage(): this;
    switchToPage(page: number): unknown;
    bufferedPageRange(): { start: number; count: number };
    struct(tag: string, content?: () => void): Element;
    addStructure(element: Element): this;
    markContent(tag: string, options?: object): this;
    endMarkedContent(): this;
    end(): void;
  }
}
