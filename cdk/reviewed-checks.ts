import type {
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
  PolicyViolatingResource,
  PolicyViolation,
} from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';

/** A finding that was looked at and let stand, and why. */
interface Reviewed {
  /** The rule, and the finding in brackets. */
  readonly finding: RegExp;
  /** Path of the construct within its stack. */
  readonly at: RegExp;
  readonly reason: string;
}

export const reviewed: readonly Reviewed[] = [
  {
    finding:
      /^AwsSolutions-IAM5\[Resource::.+\/(raw|runs|stages|clean|quarantine|features|labels|models|scores|gains|matured|texts|themes|answers|metrics|alerts|pulse|roi|reports|lists|published|ledger|outbox)\/\*\]$/,
    at: /^Functions\/.+\/Role\//,
    reason:
      'Actions are named one by one; the objects in a folder of the data bucket have names that nobody knows beforehand.',
  },
  {
    finding: /^AwsSolutions-IAM5\[Resource::.+Scratch.+\/\*\]$/,
    at: /^(Functions|Scoring|PastDate)\//,
    reason: 'What queries and maps leave behind for a few days has names of their own making.',
  },
  {
    finding:
      /^AwsSolutions-IAM5\[Resource::.+:(database|table|userDefinedFunction)\/holdfast_[a-z0-9]+_scratch_\*(\/\*)?\]$/,
    at: /^Functions\/.+\/Role\//,
    reason:
      'Each session of queries makes a database of its own and takes it away; its name holds the time and a random part.',
  },
  {
    finding: /^AwsSolutions-IAM5\[Resource::arn:<AWS::Partition>:s3:::.+\*\]$/,
    at: /^Functions\/(plan|check|pulse)\/Role\//,
    reason:
      "Reading only: the user's files lie under folders that the deployment names, by names of their own.",
  },
  {
    finding: /^AwsSolutions-IAM5\[Resource::.+:table\/[a-z0-9_-]+\/\*\]$/,
    at: /^Functions\/(plan|check)\/Role\//,
    reason:
      'Reading only, of databases that the deployment names; a view reads tables that the config does not name.',
  },
  {
    finding: /^AwsSolutions-IAM5\[Resource::\*\]$/,
    at: /^Functions\/(plan|check)\/Role\//,
    reason: 'lakeformation:GetDataAccess has no resource to name; Lake Formation decides table by table.',
  },
  {
    finding: /^AwsSolutions-IAM5\[Resource::\*\]$/,
    at: /^Functions\/(texts|pulse)\/Role\//,
    reason: 'comprehend:BatchDetectSentiment has no resource to name.',
  },
  {
    finding: /^AwsSolutions-IAM5\[Resource::arn:<AWS::Partition>:bedrock:\*::foundation-model\/[^*]+\]$/,
    at: /^Functions\/(texts|pulse)\/Role\//,
    reason: 'One model, in whichever region the inference profile that the config names takes a call to.',
  },
  {
    finding: /^AwsSolutions-IAM5\[Resource::<Functions.+\.Arn>:\*\]$/,
    at: /^(Scoring|Training|PastDate|Webhooks)\/Machine\/Role\/|^Schedules\/|^SchedulerRole/,
    reason: 'Versions of one function, so that an execution under way keeps its code during a deployment.',
  },
  {
    finding: /^AwsSolutions-IAM5\[Resource::.+:states:.+:execution:.+\]$/,
    at: /^(Scoring|PastDate|Backfill)\/Machine\//,
    reason: 'Executions of one machine; each has a name of its own.',
  },
  {
    finding: /^AwsSolutions-IAM5\[Resource::\*\]$/,
    at: /^(Scoring|Training|PastDate|Backfill|Webhooks)\/Machine\/Role\//,
    reason: 'Log delivery and traces of state machines have no resource to name.',
  },
  {
    finding: /^AwsSolutions-IAM5\[Resource::.+\/(lists|ledger|reports|roi|pulse\/results)\/\*\]$/,
    at: /^(List|Report)Readers\//,
    reason: 'Reading only, and only in the folders that are made to be read.',
  },
  {
    finding: /^AwsSolutions-IAM5\[Action::kms:GenerateDataKey\*\]$/,
    at: /^Functions\/deadline\/Role\//,
    reason:
      "CDK's own grant to publish to an encrypted topic: on its one key, with or without the plain text of a data key.",
  },
  {
    finding: /^AwsSolutions-SQS3$/,
    at: /^(Schedules\/Undelivered|Pulse\/Missed)\//,
    reason: 'It is itself the queue of what could not be delivered, and an alarm watches it.',
  },
];

/** The rules of cdk-nag's AwsSolutions, less the findings reviewed above. */
export class ReviewedChecks implements IPolicyValidationPlugin {
  readonly name = 'AwsSolutions, reviewed';
  /** Reviews that came up: one that nothing needs any more should go. */
  readonly used = new Set<Reviewed>();
  private readonly checks: AwsSolutionsChecks;

  constructor(app: IConstruct) {
    this.checks = new AwsSolutionsChecks(app);
  }

  validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    return this.review(this.checks.validate(context));
  }

  /** The findings of a construct and all in it, for tests. */
  validateScope(scope: IConstruct): PolicyValidationPluginReport {
    return this.review(this.checks.validateScope(scope));
  }

  private review({ violations }: PolicyValidationPluginReport): PolicyValidationPluginReport {
    const left = violations
      .map((violation) => ({ ...violation, violatingResources: this.leftOf(violation) }))
      .filter(({ violatingResources }) => violatingResources.length > 0);
    return { success: left.length === 0, violations: left };
  }

  private leftOf({ ruleName, violatingResources }: PolicyViolation): PolicyViolatingResource[] {
    return violatingResources.filter(({ constructPath = '' }) => {
      const path = constructPath.replace(/^[^/]+\//, '');
      const found = reviewed.find(({ finding, at }) => finding.test(ruleName) && at.test(path));
      if (found !== undefined) this.used.add(found);
      return found === undefined;
    });
  }
}
