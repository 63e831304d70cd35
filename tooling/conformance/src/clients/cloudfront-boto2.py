"""The whole life of a streaming distribution with boto 2: API version 2010-11-01, HMAC-SHA1 of the date."""
import sys
import time
from urllib.parse import urlparse

from boto.cloudfront import CloudFrontConnection
from boto.cloudfront.origin import S3Origin

address = urlparse(sys.argv[1])
cloudfront = CloudFrontConnection(host=address.hostname, port=address.port)
cloudfront.is_secure = False
cloudfront.protocol = "http"


def wait_until_deployed(distribution):
    for _ in range(200):
        distribution = cloudfront.get_streaming_distribution_info(distribution.id)
        if distribution.status == "Deployed":
            return distribution
        time.sleep(0.05)
    raise SystemExit("never deployed")


distribution = cloudfront.create_streaming_distribution(
    origin=S3Origin("boto2-media.s3.amazonaws.com"), enabled=True, cnames=["boto2.example.com"], comment="from boto 2"
)
assert distribution.domain_name.startswith("s"), distribution.domain_name
assert [item.id for item in cloudfront.get_all_streaming_distributions()] == [distribution.id]
distribution = wait_until_deployed(distribution)
assert distribution.config.comment == "from boto 2", distribution.config.comment
assert distribution.config.cnames == ["boto2.example.com"], distribution.config.cnames
assert distribution.config.origin.dns_name == "boto2-media.s3.amazonaws.com", distribution.config.origin
config = cloudfront.get_streaming_distribution_config(distribution.id)
assert config.enabled is True
distribution.update(comment="changed", cnames=[])
distribution = wait_until_deployed(distribution)
assert distribution.config.comment == "changed"
assert distribution.config.cnames == []
distribution.disable()
distribution = wait_until_deployed(distribution)
assert distribution.config.enabled is False
distribution.delete()
assert cloudfront.get_all_streaming_distributions() == []
print("ok")
