import { z } from 'zod';
import { ConfigError } from './errors.ts';

/** Environment variables of a deployed function: the deployment sets them, the function reads them when it starts. */
const environmentSchema = z.object({
  HOLDFAST_BUCKET: z
    .string()
    .min(1)
    .describe('Bucket of the artefacts, and of the raw files unless said otherwise'),
  HOLDFAST_RAW: z.string().startsWith('s3://').describe("Folder that the config's relative paths start from"),
  HOLDFAST_SCRATCH: z.string().startsWith('s3://').describe('Where queries leave what nobody keeps'),
  HOLDFAST_DATABASE: z.string().min(1).describe('Glue database of the tables that live as long as a stage'),
  HOLDFAST_DEPLOYMENT: z.string().min(1).describe('Name of the deployment, which its events carry'),
  HOLDFAST_WORKGROUP: z.string().min(1).describe('Athena workgroup that limits and meters the queries'),
});

export type Environment = z.infer<typeof environmentSchema>;

/** @throws ConfigError naming each variable that is missing or malformed */
export function readEnvironment(from: Readonly<Record<string, string | undefined>>): Environment {
  const parsed = environmentSchema.safeParse(from);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new ConfigError(`The function's environment is not what the deployment sets: ${faults.join('; ')}`);
}
