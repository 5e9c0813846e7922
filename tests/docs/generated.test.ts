import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { configSchema } from '../../contracts/config/config.ts';
import { configPage } from '../../docs/generate/config-page.ts';
import { deliveryPage } from '../../docs/generate/delivery-page.ts';
import { featuresPage } from '../../docs/generate/features-page.ts';
import { listsPage } from '../../docs/generate/lists-page.ts';
import { metricsPage } from '../../docs/generate/metrics-page.ts';
import { sourcesPage } from '../../docs/generate/sources-page.ts';
import { stagesPage } from '../../docs/generate/stages-page.ts';

/** Pages written from the code; `npm run docs` writes them anew, and a difference fails here. */
describe('generated documents say what the code says', () => {
  it('docs/sources.md', async () => {
    await expect(sourcesPage()).toMatchFileSnapshot('../../docs/sources.md');
  });

  it('docs/features.md', async () => {
    await expect(featuresPage()).toMatchFileSnapshot('../../docs/features.md');
  });

  it('docs/stages.md', async () => {
    await expect(stagesPage()).toMatchFileSnapshot('../../docs/stages.md');
  });

  it('docs/config.md', async () => {
    await expect(configPage()).toMatchFileSnapshot('../../docs/config.md');
  });

  it('docs/lists.md', async () => {
    await expect(listsPage()).toMatchFileSnapshot('../../docs/lists.md');
  });

  it('docs/delivery.md', async () => {
    await expect(deliveryPage()).toMatchFileSnapshot('../../docs/delivery.md');
  });

  it('docs/metrics.md', async () => {
    await expect(metricsPage()).toMatchFileSnapshot('../../docs/metrics.md');
  });

  it('docs/holdfast.schema.json', async () => {
    const schema = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' });
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
      '../../docs/holdfast.schema.json',
    );
  });
});
