/**
 * How the SDK's clients bear what passes: eight attempts at a call, slower where the service asks for it, and no waiting
 * on a connection that went silent, which else would last until the function's own time is over.
 * @param silence milliseconds without a byte after which a connection is given up and the call tried again
 */
export const clientSettings = (silence = 60_000) =>
  ({
    maxAttempts: 8,
    retryMode: 'adaptive',
    requestHandler: { connectionTimeout: 5000, socketTimeout: silence },
  }) as const;
