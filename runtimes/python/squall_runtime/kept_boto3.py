"""What every boto3 client would make again, kept by a zygote: models, classes, rules of endpoints.

All of it follows from the packages' own data and from handlers of events, and nothing of it from a
region, an endpoint or keys. Data are told apart by identity, and kept along, so that nothing else
can come to be at their place; a session with other handlers makes classes of its own. After the
zygote nothing is added.
"""

import copy

# Clients of the default session that find a copy of its handlers ready.
COPIES = 3

_filling = True
# By identity: a session's handlers, and copies of them that nobody has yet.
_copies = {}


def keep():
    for each in (_models, _client_classes, _resource_classes, _endpoint_rules, _names, _copied):
        try:
            each()
        except (ImportError, AttributeError):
            pass  # A version of the packages that is built otherwise makes everything anew.


def done(session):
    """The zygote is finished; `session` is the default one."""
    global _filling
    _filling = False
    try:
        handlers = session.get_component("event_emitter")._emitter._handlers
        _copies[id(handlers)] = handlers, [copy.copy(handlers) for _ in range(COPIES)]
    except AttributeError:
        pass


def _kept(make, key_of):
    """`make`, with what it has made for the same key once."""
    kept = {}

    def find(*arguments, **named):
        try:
            key = key_of(*arguments, **named)
            found = kept.get(key)
        except Exception:
            return make(*arguments, **named)  # Not hashable, or called as we do not know it.
        if found is None:
            found = make(*arguments, **named), arguments, named
            if _filling:
                kept[key] = found
        return found[0]

    return find


def _handlers(emitter, event):
    """Those that would be asked, in order."""
    alias = getattr(emitter, "_alias_event_name", None)
    if alias is not None:
        emitter, event = emitter._emitter, alias(event)
    return tuple(emitter._handlers.prefix_search(event))


def _models():
    from botocore import client

    def key(description, service_name=None):
        return id(description), service_name

    client.ServiceModel = _kept(client.ServiceModel, key)


def _client_classes():
    from botocore.client import ClientCreator

    def key(creator, service_name, model):
        event = "creating-client-class." + model.service_id.hyphenize()
        return service_name, id(model), _handlers(creator._event_emitter, event)

    ClientCreator._create_client_class = _kept(ClientCreator._create_client_class, key)


def _endpoint_rules():
    from botocore import regions

    def key(ruleset_data, partition_data, excluded_params=None):
        return id(ruleset_data), id(partition_data), frozenset(excluded_params or ())

    regions.EndpointProvider = _kept(regions.EndpointProvider, key)


def _resource_classes():
    from boto3.resources.factory import ResourceFactory

    def key(factory, resource_name, single_resource_json_definition, service_context):
        service = service_context.service_name
        name = "ServiceResource" if service == resource_name else resource_name
        event = "creating-resource-class.{}.{}".format(service, name)
        return (id(factory), resource_name, id(single_resource_json_definition), service,
                id(service_context.service_model), _handlers(factory._emitter, event))

    ResourceFactory.load_from_definition = _kept(ResourceFactory.load_from_definition, key)


def _names():
    """What an event is called follows from its name alone, but each client asks anew."""
    from botocore.hooks import EventAliaser

    make = EventAliaser.__copy__

    def __copy__(self):
        made = make(self)
        if made._event_aliases == self._event_aliases:
            made._alias_name_cache = self._alias_name_cache
        return made

    EventAliaser.__copy__ = __copy__


def _copied():
    """Each client has a copy of its session's handlers; some are made ahead, for as long as those
    of the session stay as they are.
    """
    from botocore.hooks import _PrefixTrie

    make, append, remove = _PrefixTrie.__copy__, _PrefixTrie.append_item, _PrefixTrie.remove_item

    def __copy__(self):
        found = _copies.get(id(self))
        return found[1].pop() if found and found[1] else make(self)

    def append_item(self, *arguments, **named):
        _copies.pop(id(self), None)
        return append(self, *arguments, **named)

    def remove_item(self, *arguments, **named):
        _copies.pop(id(self), None)
        return remove(self, *arguments, **named)

    _PrefixTrie.__copy__ = __copy__
    _PrefixTrie.append_item = append_item
    _PrefixTrie.remove_item = remove_item
