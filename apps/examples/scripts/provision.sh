#!/bin/sh
# The guide's steps with the AWS command line. Against Oxbow: `oxbow start`, then
#   export AWS_ENDPOINT_URL=http://127.0.0.1:4566 AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=us-east-1
# (command lines before 2.13 want --endpoint-url instead, which is why it is written out here).
# Usage: provision.sh BUCKET FILE. Prints what a player is configured with.
set -eu
bucket=$1
file=$2
aws() { command aws ${AWS_ENDPOINT_URL:+--endpoint-url "$AWS_ENDPOINT_URL"} "$@"; }

aws s3 mb "s3://$bucket" >&2
aws s3 cp --acl public-read "$file" "s3://$bucket/videos/" >&2
id=$(aws cloudfront create-streaming-distribution --query StreamingDistribution.Id --output text \
  --streaming-distribution-config "{
    \"CallerReference\": \"$bucket\",
    \"S3Origin\": { \"DomainName\": \"$bucket.s3.amazonaws.com\", \"OriginAccessIdentity\": \"\" },
    \"Comment\": \"\",
    \"TrustedSigners\": { \"Enabled\": false, \"Quantity\": 0 },
    \"Enabled\": true
  }")
# The CLI's waiter asks once a minute; a local cloud has deployed within a second.
until [ "$(aws cloudfront get-streaming-distribution --id "$id" --query StreamingDistribution.Status --output text)" = Deployed ]; do
  sleep 1
done
domain=$(aws cloudfront get-streaming-distribution --id "$id" \
  --query StreamingDistribution.DomainName --output text)
echo "streamer=rtmp://$domain/cfx/st file=videos/$(basename "$file")"
