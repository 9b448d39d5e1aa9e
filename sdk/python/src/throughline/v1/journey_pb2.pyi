import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from throughline.v1 import common_pb2 as _common_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class UnmappedTouchpoint(_message.Message):
    __slots__ = ("customer_name", "kind", "mapped_touchpoint_count", "mention_count", "interaction_count", "last_occurred_at", "examples")
    CUSTOMER_NAME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    MAPPED_TOUCHPOINT_COUNT_FIELD_NUMBER: _ClassVar[int]
    MENTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    INTERACTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    LAST_OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    EXAMPLES_FIELD_NUMBER: _ClassVar[int]
    customer_name: str
    kind: _common_pb2.TouchpointKind
    mapped_touchpoint_count: int
    mention_count: int
    interaction_count: int
    last_occurred_at: _timestamp_pb2.Timestamp
    examples: _containers.RepeatedCompositeFieldContainer[_common_pb2.Quote]
    def __init__(self, customer_name: _Optional[str] = ..., kind: _Optional[_Union[_common_pb2.TouchpointKind, str]] = ..., mapped_touchpoint_count: _Optional[int] = ..., mention_count: _Optional[int] = ..., interaction_count: _Optional[int] = ..., last_occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., examples: _Optional[_Iterable[_Union[_common_pb2.Quote, _Mapping]]] = ...) -> None: ...

class ListUnmappedTouchpointsRequest(_message.Message):
    __slots__ = ("parent", "page_size", "page_token")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    parent: str
    page_size: int
    page_token: str
    def __init__(self, parent: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListUnmappedTouchpointsResponse(_message.Message):
    __slots__ = ("unmapped_touchpoints", "next_page_token")
    UNMAPPED_TOUCHPOINTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    unmapped_touchpoints: _containers.RepeatedCompositeFieldContainer[UnmappedTouchpoint]
    next_page_token: str
    def __init__(self, unmapped_touchpoints: _Optional[_Iterable[_Union[UnmappedTouchpoint, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class JourneyMap(_message.Message):
    __slots__ = ("name", "version", "teams", "touchpoints", "journeys", "seams", "etag", "updated_at")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    TEAMS_FIELD_NUMBER: _ClassVar[int]
    TOUCHPOINTS_FIELD_NUMBER: _ClassVar[int]
    JOURNEYS_FIELD_NUMBER: _ClassVar[int]
    SEAMS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    UPDATED_AT_FIELD_NUMBER: _ClassVar[int]
    name: str
    version: int
    teams: _containers.RepeatedScalarFieldContainer[str]
    touchpoints: _containers.RepeatedCompositeFieldContainer[Touchpoint]
    journeys: _containers.RepeatedCompositeFieldContainer[Journey]
    seams: _containers.RepeatedCompositeFieldContainer[OwnedSeam]
    etag: str
    updated_at: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., version: _Optional[int] = ..., teams: _Optional[_Iterable[str]] = ..., touchpoints: _Optional[_Iterable[_Union[Touchpoint, _Mapping]]] = ..., journeys: _Optional[_Iterable[_Union[Journey, _Mapping]]] = ..., seams: _Optional[_Iterable[_Union[OwnedSeam, _Mapping]]] = ..., etag: _Optional[str] = ..., updated_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Touchpoint(_message.Message):
    __slots__ = ("id", "display_name", "kinds", "aliases", "team", "tenures")
    ID_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    KINDS_FIELD_NUMBER: _ClassVar[int]
    ALIASES_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    TENURES_FIELD_NUMBER: _ClassVar[int]
    id: str
    display_name: str
    kinds: _containers.RepeatedScalarFieldContainer[_common_pb2.TouchpointKind]
    aliases: _containers.RepeatedScalarFieldContainer[str]
    team: str
    tenures: _containers.RepeatedCompositeFieldContainer[Tenure]
    def __init__(self, id: _Optional[str] = ..., display_name: _Optional[str] = ..., kinds: _Optional[_Iterable[_Union[_common_pb2.TouchpointKind, str]]] = ..., aliases: _Optional[_Iterable[str]] = ..., team: _Optional[str] = ..., tenures: _Optional[_Iterable[_Union[Tenure, _Mapping]]] = ...) -> None: ...

class Tenure(_message.Message):
    __slots__ = ("team", "effective_from", "effective_until")
    TEAM_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_FROM_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_UNTIL_FIELD_NUMBER: _ClassVar[int]
    team: str
    effective_from: str
    effective_until: str
    def __init__(self, team: _Optional[str] = ..., effective_from: _Optional[str] = ..., effective_until: _Optional[str] = ...) -> None: ...

class Journey(_message.Message):
    __slots__ = ("id", "display_name", "touchpoints")
    ID_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    TOUCHPOINTS_FIELD_NUMBER: _ClassVar[int]
    id: str
    display_name: str
    touchpoints: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, id: _Optional[str] = ..., display_name: _Optional[str] = ..., touchpoints: _Optional[_Iterable[str]] = ...) -> None: ...

class OwnedSeam(_message.Message):
    __slots__ = ("seam", "accountable_team", "contributing_team", "effective_from", "effective_until")
    SEAM_FIELD_NUMBER: _ClassVar[int]
    ACCOUNTABLE_TEAM_FIELD_NUMBER: _ClassVar[int]
    CONTRIBUTING_TEAM_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_FROM_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_UNTIL_FIELD_NUMBER: _ClassVar[int]
    seam: _common_pb2.Seam
    accountable_team: str
    contributing_team: str
    effective_from: str
    effective_until: str
    def __init__(self, seam: _Optional[_Union[_common_pb2.Seam, _Mapping]] = ..., accountable_team: _Optional[str] = ..., contributing_team: _Optional[str] = ..., effective_from: _Optional[str] = ..., effective_until: _Optional[str] = ...) -> None: ...

class GetJourneyMapRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class UpdateJourneyMapRequest(_message.Message):
    __slots__ = ("journey_map",)
    JOURNEY_MAP_FIELD_NUMBER: _ClassVar[int]
    journey_map: JourneyMap
    def __init__(self, journey_map: _Optional[_Union[JourneyMap, _Mapping]] = ...) -> None: ...

class PreviewOwnersRequest(_message.Message):
    __slots__ = ("parent", "seam", "failure_mode", "day")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    SEAM_FIELD_NUMBER: _ClassVar[int]
    FAILURE_MODE_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    parent: str
    seam: _common_pb2.Seam
    failure_mode: _common_pb2.FailureMode
    day: str
    def __init__(self, parent: _Optional[str] = ..., seam: _Optional[_Union[_common_pb2.Seam, _Mapping]] = ..., failure_mode: _Optional[_Union[_common_pb2.FailureMode, str]] = ..., day: _Optional[str] = ...) -> None: ...

class PreviewOwnersResponse(_message.Message):
    __slots__ = ("accountable_team", "contributing_team", "unowned", "uncertain", "rules")
    ACCOUNTABLE_TEAM_FIELD_NUMBER: _ClassVar[int]
    CONTRIBUTING_TEAM_FIELD_NUMBER: _ClassVar[int]
    UNOWNED_FIELD_NUMBER: _ClassVar[int]
    UNCERTAIN_FIELD_NUMBER: _ClassVar[int]
    RULES_FIELD_NUMBER: _ClassVar[int]
    accountable_team: str
    contributing_team: str
    unowned: bool
    uncertain: _containers.RepeatedScalarFieldContainer[str]
    rules: _containers.RepeatedCompositeFieldContainer[OwnerRule]
    def __init__(self, accountable_team: _Optional[str] = ..., contributing_team: _Optional[str] = ..., unowned: bool = ..., uncertain: _Optional[_Iterable[str]] = ..., rules: _Optional[_Iterable[_Union[OwnerRule, _Mapping]]] = ...) -> None: ...

class OwnerRule(_message.Message):
    __slots__ = ("rule", "slot", "team", "used", "reason")
    RULE_FIELD_NUMBER: _ClassVar[int]
    SLOT_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    USED_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    rule: str
    slot: str
    team: str
    used: bool
    reason: str
    def __init__(self, rule: _Optional[str] = ..., slot: _Optional[str] = ..., team: _Optional[str] = ..., used: bool = ..., reason: _Optional[str] = ...) -> None: ...

class UnownedSeam(_message.Message):
    __slots__ = ("seam", "alerts", "found_at", "days", "customer_count", "exposure", "fallback_team", "likely_team")
    SEAM_FIELD_NUMBER: _ClassVar[int]
    ALERTS_FIELD_NUMBER: _ClassVar[int]
    FOUND_AT_FIELD_NUMBER: _ClassVar[int]
    DAYS_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_COUNT_FIELD_NUMBER: _ClassVar[int]
    EXPOSURE_FIELD_NUMBER: _ClassVar[int]
    FALLBACK_TEAM_FIELD_NUMBER: _ClassVar[int]
    LIKELY_TEAM_FIELD_NUMBER: _ClassVar[int]
    seam: _common_pb2.Seam
    alerts: _containers.RepeatedScalarFieldContainer[str]
    found_at: _timestamp_pb2.Timestamp
    days: int
    customer_count: int
    exposure: _containers.RepeatedCompositeFieldContainer[UnownedExposure]
    fallback_team: str
    likely_team: str
    def __init__(self, seam: _Optional[_Union[_common_pb2.Seam, _Mapping]] = ..., alerts: _Optional[_Iterable[str]] = ..., found_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., days: _Optional[int] = ..., customer_count: _Optional[int] = ..., exposure: _Optional[_Iterable[_Union[UnownedExposure, _Mapping]]] = ..., fallback_team: _Optional[str] = ..., likely_team: _Optional[str] = ...) -> None: ...

class UnownedExposure(_message.Message):
    __slots__ = ("kind", "amount", "currency")
    KIND_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    kind: str
    amount: str
    currency: str
    def __init__(self, kind: _Optional[str] = ..., amount: _Optional[str] = ..., currency: _Optional[str] = ...) -> None: ...

class ListUnownedSeamsRequest(_message.Message):
    __slots__ = ("parent", "page_size", "page_token", "currency")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    parent: str
    page_size: int
    page_token: str
    currency: str
    def __init__(self, parent: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., currency: _Optional[str] = ...) -> None: ...

class ListUnownedSeamsResponse(_message.Message):
    __slots__ = ("unowned_seams", "next_page_token", "currency")
    UNOWNED_SEAMS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    unowned_seams: _containers.RepeatedCompositeFieldContainer[UnownedSeam]
    next_page_token: str
    currency: str
    def __init__(self, unowned_seams: _Optional[_Iterable[_Union[UnownedSeam, _Mapping]]] = ..., next_page_token: _Optional[str] = ..., currency: _Optional[str] = ...) -> None: ...

class DeleteTeamRequest(_message.Message):
    __slots__ = ("name", "rehome_to", "etag")
    NAME_FIELD_NUMBER: _ClassVar[int]
    REHOME_TO_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    name: str
    rehome_to: str
    etag: str
    def __init__(self, name: _Optional[str] = ..., rehome_to: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...
