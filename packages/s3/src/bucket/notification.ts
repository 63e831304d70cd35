import type { NotificationConfiguration } from "@aws-sdk/client-s3";
import { invalidArgument, malformedXml } from "../errors.ts";

type Destination =
  | NonNullable<NotificationConfiguration["LambdaFunctionConfigurations"]>[number]
  | NonNullable<NotificationConfiguration["QueueConfigurations"]>[number]
  | NonNullable<NotificationConfiguration["TopicConfigurations"]>[number];

/** @throws ServiceError MalformedXML, InvalidArgument for events, filters or ARNs that cannot be. */
export function checkNotification(
  configuration: NotificationConfiguration,
  bucketRegion: string,
): NotificationConfiguration {
  const {
    LambdaFunctionConfigurations: lambdas,
    QueueConfigurations: queues,
    TopicConfigurations: topics,
  } = configuration;
  for (const lambda of lambdas ?? []) checkArn(lambda.LambdaFunctionArn, "lambda", bucketRegion);
  for (const queue of queues ?? []) checkArn(queue.QueueArn, "sqs", bucketRegion);
  for (const topic of topics ?? []) checkArn(topic.TopicArn, "sns", bucketRegion);
  for (const destination of [...(lambdas ?? []), ...(queues ?? []), ...(topics ?? [])])
    checkDestination(destination);
  return configuration;
}

function checkArn(arn: string | undefined, expectedService: string, bucketRegion: string): void {
  const [scheme, , service, region, , resource, name] = arn?.split(":") ?? [];
  const isNamed =
    service === "lambda" ? resource === "function" && name !== undefined : resource !== undefined;
  if (scheme !== "arn" || service !== expectedService || !isNamed) {
    throw invalidArgument("The ARN could not be parsed", "Arn", arn ?? "");
  }
  if (region !== bucketRegion) {
    throw invalidArgument(
      "The notification destination service region is not valid for the bucket location constraint",
      "Arn",
      arn,
    );
  }
}

function checkDestination({ Events: events, Filter: filter }: Destination): void {
  if (events === undefined || events.length === 0) throw malformedXml();
  for (const event of events) {
    if (!event.startsWith("s3:"))
      throw invalidArgument("The event is not supported for notifications", "Event", event);
  }
  for (const { Name: name = "" } of filter?.Key?.FilterRules ?? []) {
    if (!/^(?:prefix|suffix)$/i.test(name)) {
      throw invalidArgument("filter rule name must be either prefix or suffix", "FilterRule.Name", name);
    }
  }
}

/** Every destination has an id; those that bring none are given one. */
export function withIds(
  configuration: NotificationConfiguration,
  randomBytes: (byteLength: number) => Uint8Array,
): NotificationConfiguration {
  const identified = <Configuration extends { readonly Id?: string | undefined }>(
    list: readonly Configuration[],
  ) => list.map((item) => ({ ...item, Id: item.Id ?? Buffer.from(randomBytes(18)).toString("base64url") }));
  const {
    LambdaFunctionConfigurations: lambdas,
    QueueConfigurations: queues,
    TopicConfigurations: topics,
  } = configuration;
  return {
    ...configuration,
    ...(lambdas === undefined ? {} : { LambdaFunctionConfigurations: identified(lambdas) }),
    ...(queues === undefined ? {} : { QueueConfigurations: identified(queues) }),
    ...(topics === undefined ? {} : { TopicConfigurations: identified(topics) }),
  };
}
