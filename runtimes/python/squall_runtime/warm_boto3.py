"""Puts into a zygote what making a boto3 client costs: imports, parsed models, a default session.

Nothing of a function's is decided here: region, endpoint and credentials are read from the
environment when a client is made, and the default session forgets whatever it looked up.
"""

import functools
import os
import warnings

# Services whose models are parsed ahead; any other is loaded by the function as usual.
CLIENTS = ("dynamodb", "s3", "sqs", "sns", "lambda", "sts", "events", "kinesis", "secretsmanager",
           "ssm", "stepfunctions", "logs", "cloudwatch")
RESOURCES = ("dynamodb", "s3", "sqs")


def warm():
    # What boto3 says of the interpreter's age belongs to no function's log.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _warm()


def _warm():
    import boto3

    from squall_runtime import kept_boto3

    _share()
    kept_boto3.keep()
    dummy = {
        "AWS_ACCESS_KEY_ID": "x",
        "AWS_SECRET_ACCESS_KEY": "x",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    before = {key: os.environ.get(key) for key in dummy}
    os.environ.update(dummy)
    try:
        boto3.setup_default_session()
        for name in CLIENTS:
            _quietly(boto3.client, name)
        for name in RESOURCES:
            _quietly(boto3.resource, name)
        _quietly(lambda: boto3.resource("dynamodb").Table("t"))
    finally:
        for key, value in before.items():
            if value is None:
                del os.environ[key]
            else:
                os.environ[key] = value
    kept_boto3.done(boto3.DEFAULT_SESSION._session)
    _forget(boto3.DEFAULT_SESSION._session)


def _quietly(make, *arguments):
    try:
        make(*arguments)
    except Exception:
        pass  # A service that this version of boto3 does not have is loaded by nobody.


def _share():
    """One loader for all sessions, and an answer kept that is asked thousands of times."""
    import botocore.compat
    import botocore.hooks
    import botocore.loaders
    import botocore.session

    shared = botocore.loaders.Loader()
    create = botocore.loaders.create_loader

    def create_loader(search_path_string=None):
        # A function with models of its own gets a loader of its own.
        return create(search_path_string) if search_path_string else shared

    botocore.loaders.create_loader = create_loader
    accepts = functools.lru_cache(maxsize=4096)(botocore.compat.accepts_kwargs)

    def accepts_kwargs(function):
        try:
            # Methods of objects that are made for each client are one function.
            return accepts(getattr(function, "__func__", function))
        except TypeError:  # Not hashable.
            return accepts.__wrapped__(function)

    botocore.compat.accepts_kwargs = accepts_kwargs
    botocore.hooks.accepts_kwargs = accepts_kwargs


def _forget(session):
    """What the default session has looked up in the zygote's environment."""
    for name in ("_credentials", "_auth_token", "_profile", "_profile_map", "_config"):
        setattr(session, name, None)
    renew = getattr(session, "_register_credential_provider", None)
    if renew is not None:
        renew()
