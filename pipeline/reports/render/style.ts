/** The one style of a report's page: light and dark, wide and phone, screen and paper. */
export const style = `:root{color-scheme:light dark;--paper:light-dark(#fcfbf8,#15181b);--ink:light-dark(#1b1f24,#e9e6df);--soft:light-dark(#565d66,#a5abb2);--rule:light-dark(#dedad0,#343a40);--accent:light-dark(#15527d,#86bfe6);--base:light-dark(#8d9298,#7b8187);--mind:light-dark(#856500,#e2c26a)}
*{box-sizing:border-box}
body{margin:2rem auto 4rem;max-width:60rem;padding:0 1rem;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif;font-variant-numeric:tabular-nums lining-nums;overflow-wrap:anywhere}
header{border-bottom:1px solid var(--rule);padding-bottom:1rem}
.about{margin:0 0 .5rem;font-weight:600}.caveat{border:1px solid;border-radius:2px;padding:0 .4em;color:var(--mind);font-size:12px;white-space:nowrap}
h1,h2{font-family:Charter,"Bitstream Charter",Cambria,Georgia,serif;line-height:1.25;font-weight:600;margin:0}
h1{font-size:24px;max-width:44rem}h2{font-size:18px}
.lead{margin:.75rem 0 0;max-width:44rem;color:var(--soft)}
section{margin-top:2.5rem}
.pair{display:flex;flex-wrap:wrap;align-items:flex-start;gap:0 2rem;margin:.75rem 0 1.5rem}figure{flex:1 1 32rem;min-width:0;margin:0}.pair table{flex:0 1 auto}figcaption b{display:block;font-weight:600}figcaption span{display:block;font-size:13px;color:var(--soft);margin-bottom:.5rem;max-width:44rem}
svg{display:block;width:100%;height:auto;overflow:visible}svg.wide{max-width:640px}svg.narrow{display:none}
svg text{font:12px system-ui,sans-serif;fill:var(--soft)}svg text.strong{fill:var(--ink);font-weight:600}
.axis{stroke:var(--soft);fill:none}.grid{stroke:var(--rule);fill:none}.line{stroke:var(--accent);fill:none;stroke-width:2}.line.thin{stroke-width:1.5}svg.cell{width:auto;max-width:100%}.own{fill:var(--accent)}.base{fill:var(--base)}.band{fill:var(--accent);opacity:.18}.whisker{stroke:var(--ink);fill:none;stroke-width:1.5}.mark{fill:var(--paper);stroke:var(--accent);stroke-width:2}.reference{stroke:var(--base);fill:none;stroke-dasharray:4 3}
table{border-collapse:collapse;font-size:13px;margin:.75rem 0}caption{text-align:left;color:var(--soft);padding-bottom:.25rem}
th,td{text-align:left;vertical-align:top;padding:.3rem 1.25rem .3rem 0;border-bottom:1px solid var(--rule);font-weight:400;overflow-wrap:break-word}
thead th{color:var(--soft);border-bottom-color:var(--soft);vertical-align:bottom}th.right,td.right{text-align:right}td.right{white-space:nowrap}thead th.right{hyphens:auto}
tbody th:not(.right){min-width:7rem}small{font-size:12px;color:var(--soft);white-space:nowrap}ul{margin:.75rem 0;padding-left:1.1rem;max-width:44rem}li{margin:.3rem 0}
@media (min-width:600px),print{tbody th:not(.right),tbody td:not(.right){overflow-wrap:anywhere}tbody td:not(.right){min-width:4rem}}
@media (max-width:599px){body{margin-top:1rem}figure{flex-basis:100%}th,td{padding-right:.75rem}table small{display:block}svg.wide{display:none}svg.narrow{display:block}
.entries{width:100%}.entries,.entries caption,.entries tbody,.entries tr,.entries th,.entries td{display:block}.entries thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.entries tr{border-bottom:1px solid var(--rule);padding:.5rem 0}.entries th,.entries td{border:0;padding:.1rem 0}.entries tbody th{min-width:0;font-weight:600;text-align:left}
.entries td{display:flex;justify-content:space-between;gap:1rem;text-align:right}.entries td::before{content:attr(data-name);color:var(--soft);text-align:left}.entries td:not(.right)::before{flex-shrink:1000}.entries td{overflow-wrap:anywhere}.entries td.right,.entries td::before{overflow-wrap:break-word}.entries td.right{white-space:normal}.entries td:empty{display:none}.entries td small{display:inline}}
@media print{@page{size:A4;margin:18mm}:root{color-scheme:light;--paper:#fff}body{margin:0;padding:0;max-width:none}figure,tr,li,header{break-inside:avoid}h2,figcaption{break-after:avoid}thead{display:table-header-group}svg.wide{display:block;max-width:150mm}svg.narrow{display:none}*{print-color-adjust:exact}}`;
