"""The `context` that a handler is called with, as on Lambda."""

import logging
import os
import sys
import time


def _shown(thing, names):
    fields = ",".join("{}={}".format(name, getattr(thing, name)) for name in names)
    return "{}([{}])".format(type(thing).__name__, fields)


class _Record:
    """Fields from a JSON object; what it does not have is None."""

    __slots__ = ()

    def __init__(self, fields=None):
        for name in self.__slots__:
            setattr(self, name, fields.get(name) if fields else None)

    def __repr__(self):
        return _shown(self, self.__slots__)


class CognitoIdentity(_Record):
    __slots__ = ("cognito_identity_id", "cognito_identity_pool_id")

    def __init__(self):
        self.cognito_identity_id = None
        self.cognito_identity_pool_id = None


class Client(_Record):
    __slots__ = (
        "installation_id",
        "app_title",
        "app_version_name",
        "app_version_code",
        "app_package_name",
    )


class ClientContext(_Record):
    __slots__ = ("custom", "env", "client")


class Place:
    """What is the same for all invocations of an instance. From the environment, as on Lambda."""

    def __init__(self):
        env = os.environ.get
        self.log_group_name = env("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = env("AWS_LAMBDA_LOG_STREAM_NAME")
        self.function_name = env("AWS_LAMBDA_FUNCTION_NAME")
        self.memory_limit_in_mb = env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.function_version = env("AWS_LAMBDA_FUNCTION_VERSION")


class LambdaContext:
    """One per invocation."""

    def __init__(self, head, deadline_unix_ms, place):
        self.aws_request_id = head["requestId"]
        self.log_group_name = place.log_group_name
        self.log_stream_name = place.log_stream_name
        self.function_name = place.function_name
        self.memory_limit_in_mb = place.memory_limit_in_mb
        self.function_version = place.function_version
        self.invoked_function_arn = head.get("invokedFunctionArn")
        self.tenant_id = head.get("tenantId")
        self.client_context = None
        client_context = head.get("clientContext")
        if client_context is not None:
            self.client_context = ClientContext(client_context)
            if self.client_context.client is not None:
                self.client_context.client = Client(self.client_context.client)
        self.identity = CognitoIdentity()
        identity = head.get("identity")
        if identity is not None:
            self.identity.cognito_identity_id = identity.get("cognitoIdentityId")
            self.identity.cognito_identity_pool_id = identity.get("cognitoIdentityPoolId")
        self._epoch_deadline_time_in_ms = deadline_unix_ms

    def get_remaining_time_in_millis(self):
        left = self._epoch_deadline_time_in_ms - int(time.time() * 1000)
        return left if left > 0 else 0

    def log(self, msg):
        for handler in logging.getLogger().handlers:
            if hasattr(handler, "log_sink"):
                handler.log_sink.log(str(msg))
                return
        sys.stdout.write(str(msg))

    def __repr__(self):
        return _shown(
            self,
            (
                "aws_request_id",
                "log_group_name",
                "log_stream_name",
                "function_name",
                "memory_limit_in_mb",
                "function_version",
                "invoked_function_arn",
                "client_context",
                "identity",
                "tenant_id",
            ),
        )
