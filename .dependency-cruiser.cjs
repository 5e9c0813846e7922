/** Import rules: the flow has one direction, the mathematics knows no world, and only platform/ touches it. */
const folders = (...names) => names.map((name) => `^${name}/`);
const inside = (name) => `^pipeline/${name}/`;

/** Rooms below the flow, each of which knows the contracts alone. */
const below = ['sql', 'tables', 'recognise'];

/** Folders of the pipeline in the order of the flow: each may import those before it. */
const flow = [
  'reports',
  'sources',
  'facts',
  'texts',
  'features',
  'proof',
  'training',
  'registry',
  'scoring',
  'published',
  'health',
  'themes',
  'cx',
  'targeting',
  'effects',
  'uplift',
  'pulse',
  'announce',
  'stages',
];

/** They never import each other: they meet in facts, artefacts and reports. */
const apart = ['health', 'themes', 'cx', 'targeting', 'effects'];

const alongTheFlow = flow.slice(0, -1).map((name, i) => ({
  name: `flow-${name}`,
  comment: `pipeline/${name} imports only what comes earlier in the flow`,
  severity: 'error',
  from: { path: inside(name) },
  to: { path: flow.slice(i + 1).map(inside) },
}));

const roomsBelow = below.map((name) => ({
  name: `below-${name}`,
  comment: `pipeline/${name} knows the contracts alone`,
  severity: 'error',
  from: { path: inside(name) },
  to: {
    path: '^pipeline/',
    pathNot: [inside(name), ...(name === 'tables' || name === 'recognise' ? [inside('sql')] : [])],
  },
}));

const keptApart = apart.map((name) => ({
  name: `apart-${name}`,
  comment: `pipeline/${name} meets the others in facts, artefacts and reports`,
  severity: 'error',
  from: { path: inside(name) },
  to: { path: apart.filter((other) => other !== name).map(inside) },
}));

module.exports = {
  forbidden: [
    ...alongTheFlow,
    ...roomsBelow,
    ...keptApart,
    {
      name: 'no-circles',
      comment: 'not even by a type: what two files share is a third',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'contracts-stand-alone',
      comment: 'contracts import nothing of ours',
      severity: 'error',
      from: { path: '^contracts/' },
      to: { path: '^[^/]+/', pathNot: ['^contracts/', 'node_modules', '^node:'] },
    },
    {
      name: 'models-are-mathematics',
      comment: 'models know no SQL, file or cloud',
      severity: 'error',
      from: { path: '^models/' },
      to: {
        path: [
          ...folders('contracts', 'pipeline', 'flat', 'onboarding', 'platform', 'cli', 'simulator'),
          '^(node:)?fs',
          '@duckdb',
          '@aws-sdk',
        ],
      },
    },
    {
      name: 'models-have-faces',
      comment: 'outside models/ only its face files are imported; tests/models mirrors what lies under them',
      severity: 'error',
      from: { pathNot: ['^models/', '^tests/models/'] },
      to: { path: '^models/[^/]+/' },
    },
    {
      name: 'pipeline-is-pure',
      comment: 'the pipeline touches the world through its two ports only',
      severity: 'error',
      from: { path: ['^pipeline/', '^flat/', '^onboarding/'] },
      to: { path: [...folders('platform', 'cli', 'simulator'), '^(node:)?fs', '@duckdb', '@aws-sdk'] },
    },
    {
      name: 'doors-stand-beside',
      comment: 'nothing in the flow knows the doors for one table and for a new business',
      severity: 'error',
      from: { path: ['^pipeline/', '^models/', '^platform/', '^functions/', '^cdk/'] },
      to: { path: folders('flat', 'onboarding') },
    },
    {
      name: 'platform-knows-contracts',
      severity: 'error',
      from: { path: '^platform/' },
      to: { path: folders('models', 'pipeline', 'cli', 'simulator') },
    },
    {
      name: 'functions-hold-no-logic',
      comment: 'a function composes stages and the platform',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: [...folders('models', 'cli', 'simulator'), '^platform/local/'] },
    },
    {
      name: 'cdk-knows-names',
      comment:
        'what is deployed takes names and columns from the contracts and the catalogue of features, nothing else',
      severity: 'error',
      from: { path: '^cdk/' },
      to: {
        path: folders('models', 'cli', 'simulator', 'platform', 'functions', 'pipeline'),
        pathNot: '^pipeline/features/catalogue.ts$',
      },
    },
    {
      name: 'simulator-knows-contracts',
      severity: 'error',
      from: { path: '^simulator/' },
      to: { path: folders('models', 'cli', 'platform', 'pipeline') },
    },
    {
      name: 'tools-stand-in',
      comment: 'the stand-in for AWS knows nothing of the product',
      severity: 'error',
      from: { path: '^tools/' },
      to: { path: folders('models', 'pipeline', 'flat', 'onboarding', 'cli', 'simulator', 'functions') },
    },
    {
      name: 'nobody-imports-tests',
      severity: 'error',
      from: { pathNot: '^(tests|bench)/' },
      to: { path: '^(tests|bench)/' },
    },
    {
      name: 'only-tests-use-tools',
      severity: 'error',
      from: { pathNot: '^(tests|bench|tools)/' },
      to: { path: '^tools/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    includeOnly: {
      path: '^(bench|cdk|cli|contracts|flat|functions|models|onboarding|pipeline|platform|simulator|tests|tools)/|^node:|^fs$|node_modules/(@duckdb|@aws-sdk)',
    },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
  },
};
