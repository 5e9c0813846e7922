import { PublishCommand, type PublishCommandInput, type SNSClient } from '@aws-sdk/client-sns';
import type { Integration } from '../frame.ts';
import { StateError } from '../state-error.ts';
import { isFields } from '../value.ts';

/** `arn:aws:states:::sns:publish`: a message that is no text goes out as JSON. */
export function snsIntegrations(client: SNSClient): Readonly<Record<string, Integration>> {
  return {
    'arn:aws:states:::sns:publish': async (given) => {
      const { Message, ...rest } = isFields(given) ? given : {};
      const text = typeof Message === 'string' ? Message : JSON.stringify(Message);
      const command = new PublishCommand({ ...rest, Message: text } as PublishCommandInput);
      const { MessageId = '' } = await client.send(command).catch(asStateError);
      return { MessageId };
    },
  };
}

/** Errors carry the service's name and end in `Exception`, whether the service's own do or not. */
function asStateError({ name, message }: Error): never {
  throw new StateError(`SNS.${name.replace(/(Exception)?$/, 'Exception')}`, message);
}
