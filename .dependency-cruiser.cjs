/** Import rules: the flow has one direction, the mathematics knows no world, and only platform/ touches it. */
const folders = (...names) => names.map((name) => `^${name}/`);
const inside = (name) => `^pipeline/${name}/`;

/** Folders of the pipeline in the order of the flow: each may import those before it. */
const flow = [
  'contracts',
  'sources',
  'features',
  'training',
  'scoring',
  'health',
  'targeting',
  'flat',
  'stages',
];

const alongTheFlow = flow.slice(0, -1).map((name, i) => ({
  name: `flow-${name}`,
  comment: `pipeline/${name} imports only what comes earlier in the flow`,
  severity: 'error',
  from: { path: inside(name) },
  to: { path: flow.slice(i + 1).map(inside) },
}));

module.exports = {
  forbidden: [
    ...alongTheFlow,
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'contracts-stand-alone',
      comment: 'contracts import nothing of ours',
      severity: 'error',
      from: { path: inside('contracts') },
      to: { path: folders('models', 'platform', 'cli', 'simulator') },
    },
    {
      name: 'models-are-mathematics',
      comment: 'models know no SQL, file or cloud',
      severity: 'error',
      from: { path: '^models/' },
      to: {
        path: [...folders('pipeline', 'platform', 'cli', 'simulator'), '^(node:)?fs', '@duckdb', '@aws-sdk'],
      },
    },
    {
      name: 'pipeline-is-pure',
      comment: 'the pipeline touches the world through its two ports only',
      severity: 'error',
      from: { path: '^pipeline/' },
      to: { path: [...folders('platform', 'cli', 'simulator'), '^(node:)?fs', '@duckdb', '@aws-sdk'] },
    },
    {
      name: 'platform-knows-contracts',
      severity: 'error',
      from: { path: '^platform/' },
      to: { path: [...folders('models', 'cli', 'simulator'), ...flow.slice(1).map(inside)] },
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
        path: [...folders('models', 'cli', 'simulator', 'platform', 'functions'), '^pipeline/'],
        pathNot: ['^pipeline/contracts/', '^pipeline/features/catalogue.ts$'],
      },
    },
    {
      name: 'simulator-knows-contracts',
      severity: 'error',
      from: { path: '^simulator/' },
      to: { path: [...folders('models', 'cli', 'platform'), ...flow.slice(1).map(inside)] },
    },
    {
      name: 'nobody-imports-tests',
      severity: 'error',
      from: { pathNot: '^(tests|bench)/' },
      to: { path: '^(tests|bench)/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    includeOnly: {
      path: '^(bench|cdk|cli|functions|models|pipeline|platform|simulator|tests)/|^node:|^fs$|node_modules/(@duckdb|@aws-sdk)',
    },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
  },
};
