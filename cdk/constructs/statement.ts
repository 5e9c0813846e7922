import type { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** Statements of a role, resources in the account and region of a stack. */
export const arnIn =
  (stack: Stack) =>
  (service: string, resource: string, resourceName?: string): string =>
    stack.formatArn({ service, resource, ...(resourceName ? { resourceName } : {}) });

export const bucketArn = (stack: Stack, name: string): string =>
  stack.formatArn({ service: 's3', region: '', account: '', resource: name });

export const allow = (actions: string[], resources: string[]): PolicyStatement =>
  new PolicyStatement({ actions, resources });
