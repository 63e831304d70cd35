/** The element's style. It is adopted, not inserted, so a page needs no `style-src 'unsafe-inline'`. */
const CSS = `
:host{display:block;position:relative;aspect-ratio:16/9;overflow:hidden;color:var(--oxbow-text,#fff);background:var(--oxbow-background,#000);border-radius:var(--oxbow-radius,0);font:var(--oxbow-font,500 14px/1.4 system-ui,sans-serif);contain:content;-webkit-tap-highlight-color:transparent}
:host([hidden]){display:none}
:host(:fullscreen){border-radius:0;width:100%;height:100%;aspect-ratio:auto}
*{box-sizing:border-box}
.box{position:absolute;inset:0;outline:none}
.box:focus-visible{outline:3px solid var(--oxbow-focus,#fff);outline-offset:-3px}
video{width:100%;height:100%;object-fit:contain;display:block}
button,select,input{font:inherit;color:inherit}
button{display:inline-grid;place-items:center;min-width:40px;height:40px;padding:0 8px;border:0;border-radius:8px;background:none;cursor:pointer}
button:hover{background:#fff3}
:is(button,select,input,summary):focus-visible{outline:2px solid var(--oxbow-focus,#fff);outline-offset:1px}
svg{width:24px;height:24px;fill:currentColor}
.stroke{fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
[hidden],[data-bare]{display:none!important}
.bar{position:absolute;inset:auto 0 0;padding:40px 12px 8px;background:linear-gradient(#0000,#000000d9);transition:opacity .2s}
.row{display:flex;align-items:center;gap:2px}
.time{padding:0 8px;font-variant-numeric:tabular-nums;white-space:nowrap}
.space{flex:1}
input[type=range]{appearance:none;margin:0;height:24px;background:none;cursor:pointer;--at:0%;--to:0%}
input[type=range]::-webkit-slider-runnable-track{height:4px;border-radius:2px;background:linear-gradient(90deg,var(--oxbow-accent,#ffc043) var(--at),#ffffff8c var(--at) var(--to),#ffffff4d var(--to))}
input[type=range]::-moz-range-track{height:4px;border-radius:2px;background:linear-gradient(90deg,var(--oxbow-accent,#ffc043) var(--at),#ffffff8c var(--at) var(--to),#ffffff4d var(--to))}
input[type=range]::-webkit-slider-thumb{appearance:none;width:16px;height:16px;margin-top:-6px;border-radius:50%;background:var(--oxbow-accent,#ffc043);border:0}
input[type=range]::-moz-range-thumb{width:16px;height:16px;border-radius:50%;background:var(--oxbow-accent,#ffc043);border:0}
.seek{display:block;width:100%}
.volume{width:76px}
.panel{position:absolute;right:12px;bottom:84px;max-height:calc(100% - 96px);overflow:auto;display:grid;grid-template-columns:auto auto;align-items:center;gap:8px 16px;padding:14px 16px;border-radius:12px;background:#14181ff2;box-shadow:0 8px 32px #0008}
select{min-height:32px;padding:2px 8px;border:1px solid #fff6;border-radius:8px;background:#14181f}
.big{position:absolute;inset:0;margin:auto;width:80px;height:80px;border-radius:50%;background:#000000a6;transition:transform .15s}
.big:hover{background:#000000cc;transform:scale(1.06)}
.big svg{width:40px;height:40px}
.sound{position:absolute;top:12px;left:12px;display:flex;gap:8px;background:#000000b3;padding:0 14px 0 8px}
.spinner{position:absolute;inset:0;margin:auto;width:56px;height:56px;border-radius:50%;border:4px solid #fff4;border-top-color:#fff;animation:turn 1s linear infinite;pointer-events:none}
@keyframes turn{to{transform:rotate(1turn)}}
.error{position:absolute;inset:0;display:grid;align-content:center;justify-items:center;gap:12px;padding:16px 24px;overflow:auto;text-align:center;background:#101319f7}
.error p{margin:0;max-width:46ch;font-size:16px;text-wrap:balance}
.error>svg{color:var(--oxbow-accent,#ffc043);width:36px;height:36px}
.retry{background:var(--oxbow-accent,#ffc043);color:#1c1400;padding:0 18px;font-weight:600}
.retry:hover{background:#ffd27a}
details{max-width:60ch;font-size:13px}
summary{cursor:pointer;padding:6px 10px;border-radius:8px}
details ul{margin:8px 0 0;padding:0 0 0 18px;text-align:start}
details li{margin:4px 0;overflow-wrap:anywhere}
code{font:12px ui-monospace,monospace;opacity:.85}
.hush{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.idle{cursor:none}
.idle .bar:not(:focus-within){opacity:0}
:host([audio]){aspect-ratio:auto;height:96px}
:host([audio]) .big{display:none}
@container (width<420px){.volume,.pip{display:none}}
:host{container-type:inline-size}
@media (prefers-reduced-motion:reduce){.bar,.big{transition:none}.spinner{animation-duration:3s}}
@media (prefers-contrast:more){.bar{background:#000}}
@media (forced-colors:active){.bar,.panel,.error{background:Canvas;color:CanvasText}svg{color:ButtonText}}
`;

let sheet: CSSStyleSheet | undefined;

/** The one sheet that every element on the page shares. */
export function elementStyle(): CSSStyleSheet {
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
  }
  return sheet;
}
