/** The style of a report on an effect: screen in light and dark, a phone, and three A4 pages in print. */
export const style = `:root{color-scheme:light dark;--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;--serif:Charter,"Bitstream Charter","Sitka Text",Cambria,"Noto Serif",Georgia,"Liberation Serif",serif;--paper:light-dark(#fcfbf8,#15181b);--ink:light-dark(#1b1f24,#e9e6df);--soft:light-dark(#565d66,#a5abb2);--rule:light-dark(#dedad0,#343a40);--rule-2:light-dark(#8f8b82,#70777e);--accent:light-dark(#15527d,#86bfe6);--risk:light-dark(#99290a,#f08a63);--mind:light-dark(#856500,#e2c26a);--mind-w:light-dark(#f7efd9,#352c14);--base:light-dark(#7b8087,#8e959c)}
*{box-sizing:border-box}
body{margin:0;padding:2rem 1rem 4rem;background:var(--paper);color:var(--ink);font:.9375rem/1.5 var(--sans);font-variant-numeric:tabular-nums lining-nums;overflow-wrap:break-word}
main{max-width:46.5rem;margin-inline:auto}
h1,h2,p,ul,dl,dd,figure{margin:0}ul{padding:0}
h1{font:400 1.75rem/1.24 var(--serif);letter-spacing:-.008em;margin-top:.25rem;text-wrap:pretty}h1 b{font-weight:700}
h2{font:700 1.125rem/1.3 var(--serif)}
.top{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 2rem;border-bottom:2px solid var(--ink);padding-bottom:.4rem;font-size:.75rem;color:var(--soft)}.top b{font:650 .8125rem var(--serif);color:var(--ink)}
.q{margin-top:1.4rem;color:var(--soft)}.lead{color:var(--soft);margin-top:.75rem}
.note{font-size:.75rem;color:var(--soft);line-height:1.45;margin-top:.5rem}.soft{color:var(--soft)}.num{text-align:right;white-space:nowrap}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.def{color:inherit;text-decoration:underline dotted var(--rule-2);text-underline-offset:.18em}:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.tag{display:inline-block;border:1px solid currentColor;border-radius:2px;padding:0 .4em;font-size:.75rem;line-height:1.5;white-space:nowrap;font-weight:600}.tag.not{background:var(--mind-w);color:var(--mind)}.tag.rand{color:var(--accent)}
.band{border:1px solid var(--mind);background:var(--mind-w);padding:.75rem 1rem;border-radius:3px;margin-top:.75rem}
section{margin-top:1.6rem}
table{width:100%;border-collapse:collapse;font-size:.8125rem;line-height:1.4}
caption{text-align:left;font:700 1.125rem/1.3 var(--serif);padding-bottom:.5rem}caption small{display:block;font:400 .8125rem/1.45 var(--sans);margin-top:2px;color:var(--soft)}
th{font-weight:500;text-align:left}th.num{text-align:right}
thead th{vertical-align:bottom;color:var(--soft);font-size:.75rem;padding:.25rem .75rem .25rem 0;border-bottom:1px solid var(--ink)}
tbody :is(th,td),tfoot :is(th,td){padding:.45rem .75rem .45rem 0;border-bottom:1px solid var(--rule);vertical-align:top}.dense tbody :is(th,td){padding-block:.27rem}.mid tbody :is(th,td){vertical-align:middle}.word{white-space:nowrap}
:is(thead th,tbody td,tbody th,tfoot td):last-child{padding-right:0}
tfoot :is(th,td),tr.sum>*{border-top:1px solid var(--ink);border-bottom:0;font-weight:650}tr.sub>*{border-bottom-color:transparent}
:is(td,th) small{display:block;font-weight:400;color:var(--soft)}tr.sum small{display:inline}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.75rem 1.5rem;margin-top:1rem;border-top:1px solid var(--rule);padding-top:.75rem}.facts dt{font-size:.75rem;color:var(--soft)}.facts b{font-size:1.375rem;font-weight:600;letter-spacing:-.01em;display:block;line-height:1.25}.facts small{display:block;font-size:.75rem;color:var(--soft)}
figcaption{margin-bottom:.5rem;line-height:1.4}figcaption b{display:block;font:700 .9375rem/1.35 var(--serif)}figcaption span{color:var(--soft);font-size:.75rem}
figure>svg{display:block;width:100%;height:auto;overflow:visible}svg.narrow{display:none}td svg{display:block}
svg text{font:400 12px var(--sans);fill:var(--soft);font-variant-numeric:tabular-nums}svg text.strong{fill:var(--ink);font-weight:600}
.axis{stroke:var(--ink);fill:none}.grid{stroke:var(--rule);fill:none}.zero{stroke-opacity:.45}.mark-line{stroke:var(--ink);stroke-dasharray:3 3}
.line{stroke:var(--accent);fill:none;stroke-width:2;stroke-linejoin:round}.reference{stroke:var(--base);fill:none;stroke-width:2;stroke-linejoin:round}.band{stroke:none}path.band{fill:var(--accent);fill-opacity:.16}
.own{fill:var(--accent)}.base{fill:var(--base)}.whisker{stroke:var(--base);fill:none;stroke-width:1.5}.whisker.told{stroke:var(--accent)}
.checks{list-style:none;font-size:.8125rem;margin-top:.5rem}.checks li{display:grid;grid-template-columns:1.2rem minmax(0,17rem) 1fr;gap:0 .5rem;padding-block:.28rem;border-bottom:1px solid var(--rule)}.checks span:last-child{color:var(--soft)}
.tick{color:var(--accent);font-weight:700}.bang{color:var(--mind);font-weight:700}.cross{color:var(--risk);font-weight:700}.sr{font-weight:400}
.box{border:1px solid var(--rule-2);padding:.9rem 1.1rem;font-size:.8125rem}.box p{margin-top:.5rem}
.defs{columns:2;column-gap:2rem;font-size:.75rem;line-height:1.45;margin-top:.5rem}.defs div{break-inside:avoid;padding-bottom:.5rem}.defs dt{font-weight:650}.defs dt::first-letter{text-transform:uppercase}.defs dd{color:var(--soft)}
.only-narrow{display:none!important}
@media (max-width:45rem){body{padding-top:1rem}h1{font-size:1.5rem}.defs{columns:1}.checks li{grid-template-columns:1.2rem 1fr}.checks span:last-child{grid-column:2}.only-wide{display:none!important}.only-narrow{display:block!important}svg.wide{display:none}svg.narrow{display:block}.num:last-child,.num.wraps{white-space:normal}}
@media print{:root{color-scheme:light;--paper:#fff;font-size:12px}.defs{columns:3}section{margin-top:1.2rem}.dense tbody :is(th,td){padding-block:.2rem}.checks li{padding-block:.18rem}figure{max-width:92%}body{padding:0}main{max-width:none}section,figure,tr,.box,.facts{break-inside:avoid}.new-page{break-before:page;margin-top:0}h2,caption{break-after:avoid}svg.wide{display:block!important}svg.narrow{display:none!important}.only-wide{display:revert!important}.only-narrow{display:none!important}*{print-color-adjust:exact}}`;

/** Running foot of the printed pages. */
export const pageStyle = (foot: string): string =>
  `@page{size:A4;margin:15mm 16mm 17mm;@bottom-left{content:"${cssText(foot)}";font:8pt system-ui,sans-serif;color:#565d66}@bottom-right{content:counter(page) " / " counter(pages);font:8pt system-ui,sans-serif;color:#565d66}}`;

/** What would end a string of CSS, or a style element, is left out. */
const cssText = (text: string): string => text.replaceAll(/["\\<>\r\n\f]/g, ' ');
