/** `arn:aws:cloudfront::ACCOUNT:TYPE/ID`: CloudFront is global, so the region is empty. */
export interface CloudFrontArn {
  readonly accountId: string;
  /** `distribution`, `streaming-distribution`, `function`, … */
  readonly type: string;
  readonly id: string;
}

const ARN_PATTERN = /^arn:aws:cloudfront::(\d{12}):([a-z-]+)\/(.+)$/;

export function formatArn({ accountId, type, id }: CloudFrontArn): string {
  return `arn:aws:cloudfront::${accountId}:${type}/${id}`;
}

/** `undefined` when the text is no ARN of this service. */
export function parseArn(text: string): CloudFrontArn | undefined {
  const [, accountId, type, id] = ARN_PATTERN.exec(text) ?? [];
  if (accountId === undefined || type === undefined || id === undefined) return undefined;
  return { accountId, type, id };
}
