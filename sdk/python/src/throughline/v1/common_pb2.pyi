import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Speaker(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SPEAKER_UNSPECIFIED: _ClassVar[Speaker]
    SPEAKER_CUSTOMER: _ClassVar[Speaker]
    SPEAKER_AGENT: _ClassVar[Speaker]
    SPEAKER_BOT: _ClassVar[Speaker]
    SPEAKER_SYSTEM: _ClassVar[Speaker]

class TouchpointKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    TOUCHPOINT_KIND_UNSPECIFIED: _ClassVar[TouchpointKind]
    TOUCHPOINT_KIND_WEB: _ClassVar[TouchpointKind]
    TOUCHPOINT_KIND_APP: _ClassVar[TouchpointKind]
    TOUCHPOINT_KIND_MESSAGE: _ClassVar[TouchpointKind]
    TOUCHPOINT_KIND_CHAT: _ClassVar[TouchpointKind]
    TOUCHPOINT_KIND_PHONE: _ClassVar[TouchpointKind]
    TOUCHPOINT_KIND_ADVISOR: _ClassVar[TouchpointKind]
    TOUCHPOINT_KIND_STORE: _ClassVar[TouchpointKind]
    TOUCHPOINT_KIND_BACKOFFICE: _ClassVar[TouchpointKind]
    TOUCHPOINT_KIND_DELIVERY: _ClassVar[TouchpointKind]
    TOUCHPOINT_KIND_PARTNER: _ClassVar[TouchpointKind]
    TOUCHPOINT_KIND_SOCIAL: _ClassVar[TouchpointKind]

class FailureMode(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    FAILURE_MODE_UNSPECIFIED: _ClassVar[FailureMode]
    FAILURE_MODE_CONTEXT_LOST: _ClassVar[FailureMode]
    FAILURE_MODE_BOUNCED: _ClassVar[FailureMode]
    FAILURE_MODE_STATE_MISMATCH: _ClassVar[FailureMode]
    FAILURE_MODE_DEAD_END: _ClassVar[FailureMode]
    FAILURE_MODE_CONFLICTING_ANSWERS: _ClassVar[FailureMode]
    FAILURE_MODE_PROMISE_DROPPED: _ClassVar[FailureMode]
    FAILURE_MODE_LOST_BETWEEN: _ClassVar[FailureMode]

class Located(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    LOCATED_UNSPECIFIED: _ClassVar[Located]
    LOCATED_BOTH: _ClassVar[Located]
    LOCATED_ONE: _ClassVar[Located]
    LOCATED_NONE: _ClassVar[Located]
SPEAKER_UNSPECIFIED: Speaker
SPEAKER_CUSTOMER: Speaker
SPEAKER_AGENT: Speaker
SPEAKER_BOT: Speaker
SPEAKER_SYSTEM: Speaker
TOUCHPOINT_KIND_UNSPECIFIED: TouchpointKind
TOUCHPOINT_KIND_WEB: TouchpointKind
TOUCHPOINT_KIND_APP: TouchpointKind
TOUCHPOINT_KIND_MESSAGE: TouchpointKind
TOUCHPOINT_KIND_CHAT: TouchpointKind
TOUCHPOINT_KIND_PHONE: TouchpointKind
TOUCHPOINT_KIND_ADVISOR: TouchpointKind
TOUCHPOINT_KIND_STORE: TouchpointKind
TOUCHPOINT_KIND_BACKOFFICE: TouchpointKind
TOUCHPOINT_KIND_DELIVERY: TouchpointKind
TOUCHPOINT_KIND_PARTNER: TouchpointKind
TOUCHPOINT_KIND_SOCIAL: TouchpointKind
FAILURE_MODE_UNSPECIFIED: FailureMode
FAILURE_MODE_CONTEXT_LOST: FailureMode
FAILURE_MODE_BOUNCED: FailureMode
FAILURE_MODE_STATE_MISMATCH: FailureMode
FAILURE_MODE_DEAD_END: FailureMode
FAILURE_MODE_CONFLICTING_ANSWERS: FailureMode
FAILURE_MODE_PROMISE_DROPPED: FailureMode
FAILURE_MODE_LOST_BETWEEN: FailureMode
LOCATED_UNSPECIFIED: Located
LOCATED_BOTH: Located
LOCATED_ONE: Located
LOCATED_NONE: Located

class Money(_message.Message):
    __slots__ = ("amount_minor", "currency")
    AMOUNT_MINOR_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    amount_minor: int
    currency: str
    def __init__(self, amount_minor: _Optional[int] = ..., currency: _Optional[str] = ...) -> None: ...

class Seam(_message.Message):
    __slots__ = ("from_touchpoint", "to_touchpoint")
    FROM_TOUCHPOINT_FIELD_NUMBER: _ClassVar[int]
    TO_TOUCHPOINT_FIELD_NUMBER: _ClassVar[int]
    from_touchpoint: str
    to_touchpoint: str
    def __init__(self, from_touchpoint: _Optional[str] = ..., to_touchpoint: _Optional[str] = ...) -> None: ...

class TouchpointProbability(_message.Message):
    __slots__ = ("touchpoint", "probability")
    TOUCHPOINT_FIELD_NUMBER: _ClassVar[int]
    PROBABILITY_FIELD_NUMBER: _ClassVar[int]
    touchpoint: str
    probability: float
    def __init__(self, touchpoint: _Optional[str] = ..., probability: _Optional[float] = ...) -> None: ...

class TouchpointKindProbability(_message.Message):
    __slots__ = ("kind", "probability")
    KIND_FIELD_NUMBER: _ClassVar[int]
    PROBABILITY_FIELD_NUMBER: _ClassVar[int]
    kind: TouchpointKind
    probability: float
    def __init__(self, kind: _Optional[_Union[TouchpointKind, str]] = ..., probability: _Optional[float] = ...) -> None: ...

class FailureModeProbability(_message.Message):
    __slots__ = ("failure_mode", "probability")
    FAILURE_MODE_FIELD_NUMBER: _ClassVar[int]
    PROBABILITY_FIELD_NUMBER: _ClassVar[int]
    failure_mode: FailureMode
    probability: float
    def __init__(self, failure_mode: _Optional[_Union[FailureMode, str]] = ..., probability: _Optional[float] = ...) -> None: ...

class Quote(_message.Message):
    __slots__ = ("text", "mention", "external_id", "source_system", "source", "channel", "location_id", "occurred_at", "turn", "start_offset", "end_offset", "interaction")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    MENTION_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    SOURCE_SYSTEM_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    LOCATION_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    TURN_FIELD_NUMBER: _ClassVar[int]
    START_OFFSET_FIELD_NUMBER: _ClassVar[int]
    END_OFFSET_FIELD_NUMBER: _ClassVar[int]
    INTERACTION_FIELD_NUMBER: _ClassVar[int]
    text: str
    mention: str
    external_id: str
    source_system: str
    source: str
    channel: str
    location_id: str
    occurred_at: _timestamp_pb2.Timestamp
    turn: int
    start_offset: int
    end_offset: int
    interaction: str
    def __init__(self, text: _Optional[str] = ..., mention: _Optional[str] = ..., external_id: _Optional[str] = ..., source_system: _Optional[str] = ..., source: _Optional[str] = ..., channel: _Optional[str] = ..., location_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., turn: _Optional[int] = ..., start_offset: _Optional[int] = ..., end_offset: _Optional[int] = ..., interaction: _Optional[str] = ...) -> None: ...
