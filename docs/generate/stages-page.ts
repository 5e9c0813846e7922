import { orderOf, type Stage, type StageTable, stages } from '../../contracts/stages.ts';

/** docs/stages.md, written from the declared stages. */
export function stagesPage(table: StageTable = stages): string {
  const order = orderOf(table);
  return [
    '# Stages',
    '',
    'What a run does, in this order, written from `contracts/stages.ts` (`npm run docs` rewrites it). A stage is done again',
    'where what it reads has changed; `holdfast status` says which and why.',
    '',
    '| stage | what it does | needs | command | function |',
    '|---|---|---|---|---|',
    ...order.map((name) => stageRow(name, table[name]!)),
    '',
    ...order.flatMap((name) => stageSection(name, table[name]!)),
  ].join('\n');
}

function stageRow(name: string, stage: Stage): string {
  const cells = [
    `[${name}](#${name})`,
    stage.about,
    stage.needs.join(', ') || 'nothing',
    stage.command ? `\`holdfast ${name}\`` : '',
    functionsOf(stage),
  ];
  return `| ${cells.join(' | ')} |`;
}

function functionsOf({ memoryMegabytes, minutes, shards }: Stage): string {
  const own = `${memoryMegabytes} MB, ${minutes} min`;
  return shards === undefined
    ? own
    : `${own}; each shard ${shards.memoryMegabytes} MB, ${shards.minutes} min`;
}

function stageSection(name: string, stage: Stage): string[] {
  return [
    `## ${name}`,
    '',
    `${stage.about}.${stage.optional ? ' It may fail: a run is complete without it.' : ''}`,
    '',
    ...pointsOf(stage).map(([what, is]) => `- ${what}: ${is}`),
    '',
  ];
}

/** What a stage reads and touches, by name; what it has none of is left out. */
function pointsOf({
  config,
  shows,
  reads,
  folders,
  queries,
  computes,
  alarm,
}: Stage): (readonly [string, string])[] {
  const code = (names: readonly string[] = []) => names.map((name) => `\`${name}\``).join(', ');
  const points = [
    ['Config', code(config)],
    ['Shows to people, and is not done again for it', code(shows)],
    [
      'Its key also depends on',
      Object.keys(reads)
        .map((read) => alsoReads[read as keyof Stage['reads']])
        .join(', '),
    ],
    ['Reads', code(folders.reads?.map((folder) => `${folder}/`))],
    ['Puts', code(folders.writes?.map((folder) => `${folder}/`))],
    ['Writes by queries', code(folders.unloads?.map((folder) => `${folder}/`))],
    ['Works with', [queries ? 'the warehouse' : '', computes ? 'models' : ''].filter(Boolean).join(' and ')],
    [
      'Alarm',
      alarm
        ? `[${alarm.name}](runbook.md#${alarm.name.toLowerCase()}) where ${alarm.figure} is above ${limitOf(alarm.above)}`
        : '',
    ],
  ] as const;
  return points.filter(([, is]) => is !== '');
}

const alsoReads: Record<keyof Stage['reads'], string> = {
  inputs: 'what the inputs hold',
  asOf: 'the as-of date',
  training: 'whether the run trains',
  champion: 'the champion that scored until now',
};

const limitOf = (above: NonNullable<Stage['alarm']>['above']): string =>
  typeof above === 'number' ? String(above) : `\`limits.${above}\` of the deployment`;
