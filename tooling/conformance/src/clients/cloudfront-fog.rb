# The whole life of a streaming distribution with fog-aws: API version 2010-11-01, double slashes in every path.
require "fog/aws"
require "uri"

address = URI(ARGV[0])
cdn = Fog::AWS::CDN.new(
  aws_access_key_id: ENV["AWS_ACCESS_KEY_ID"],
  aws_secret_access_key: ENV["AWS_SECRET_ACCESS_KEY"],
  host: address.host, port: address.port, scheme: "http"
)

def wait_until_deployed(cdn, id)
  200.times do
    answer = cdn.get_streaming_distribution(id)
    return answer if answer.body["Status"] == "Deployed"
    sleep 0.05
  end
  abort "never deployed"
end

created = cdn.post_streaming_distribution(
  "S3Origin" => { "DNSName" => "fog-media.s3.amazonaws.com" }, "Enabled" => true, "CallerReference" => "fog-one"
)
id = created.body["Id"]
abort "domain name: #{created.body['DomainName']}" unless created.body["DomainName"].start_with?("s")
listed = cdn.get_streaming_distribution_list.body["StreamingDistributionSummary"].map { |item| item["Id"] }
abort "not listed: #{listed}" unless listed == [id]
answer = wait_until_deployed(cdn, id)
config = answer.body["StreamingDistributionConfig"]
abort "origin: #{config}" unless config["S3Origin"]["DNSName"] == "fog-media.s3.amazonaws.com"
cdn.put_streaming_distribution_config(id, answer.headers["ETag"], config.merge("Enabled" => false))
answer = wait_until_deployed(cdn, id)
abort "still enabled" if answer.body["StreamingDistributionConfig"]["Enabled"]
cdn.delete_streaming_distribution(id, answer.headers["ETag"])
begin
  cdn.get_streaming_distribution(id)
  abort "a deleted distribution was found"
rescue Excon::Error::NotFound => error
  abort error.response.body unless error.response.body.include?("NoSuchStreamingDistribution")
end
puts "ok"
