import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from throughline.v1 import common_pb2 as _common_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class FixVerdict(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    FIX_VERDICT_UNSPECIFIED: _ClassVar[FixVerdict]
    FIX_VERDICT_WORKED: _ClassVar[FixVerdict]
    FIX_VERDICT_NO_EFFECT_SEEN: _ClassVar[FixVerdict]
    FIX_VERDICT_WORSE: _ClassVar[FixVerdict]
    FIX_VERDICT_NOT_ENOUGH_DATA: _ClassVar[FixVerdict]
    FIX_VERDICT_COVERAGE_LOST: _ClassVar[FixVerdict]

class FixMethod(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    FIX_METHOD_UNSPECIFIED: _ClassVar[FixMethod]
    FIX_METHOD_TREND: _ClassVar[FixMethod]
    FIX_METHOD_CONTROL: _ClassVar[FixMethod]
    FIX_METHOD_CONDITIONAL: _ClassVar[FixMethod]
FIX_VERDICT_UNSPECIFIED: FixVerdict
FIX_VERDICT_WORKED: FixVerdict
FIX_VERDICT_NO_EFFECT_SEEN: FixVerdict
FIX_VERDICT_WORSE: FixVerdict
FIX_VERDICT_NOT_ENOUGH_DATA: FixVerdict
FIX_VERDICT_COVERAGE_LOST: FixVerdict
FIX_METHOD_UNSPECIFIED: FixMethod
FIX_METHOD_TREND: FixMethod
FIX_METHOD_CONTROL: FixMethod
FIX_METHOD_CONDITIONAL: FixMethod

class Fix(_message.Message):
    __slots__ = ("name", "seam", "failure_mode", "shipped_at", "locations", "channels", "note", "actor", "created_at")
    NAME_FIELD_NUMBER: _ClassVar[int]
    SEAM_FIELD_NUMBER: _ClassVar[int]
    FAILURE_MODE_FIELD_NUMBER: _ClassVar[int]
    SHIPPED_AT_FIELD_NUMBER: _ClassVar[int]
    LOCATIONS_FIELD_NUMBER: _ClassVar[int]
    CHANNELS_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    name: str
    seam: _common_pb2.Seam
    failure_mode: _common_pb2.FailureMode
    shipped_at: _timestamp_pb2.Timestamp
    locations: _containers.RepeatedScalarFieldContainer[str]
    channels: _containers.RepeatedScalarFieldContainer[str]
    note: str
    actor: str
    created_at: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., seam: _Optional[_Union[_common_pb2.Seam, _Mapping]] = ..., failure_mode: _Optional[_Union[_common_pb2.FailureMode, str]] = ..., shipped_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., locations: _Optional[_Iterable[str]] = ..., channels: _Optional[_Iterable[str]] = ..., note: _Optional[str] = ..., actor: _Optional[str] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class RateRatio(_message.Message):
    __slots__ = ("ratio", "low", "high")
    RATIO_FIELD_NUMBER: _ClassVar[int]
    LOW_FIELD_NUMBER: _ClassVar[int]
    HIGH_FIELD_NUMBER: _ClassVar[int]
    ratio: float
    low: float
    high: float
    def __init__(self, ratio: _Optional[float] = ..., low: _Optional[float] = ..., high: _Optional[float] = ...) -> None: ...

class DayRange(_message.Message):
    __slots__ = ("first_day", "last_day")
    FIRST_DAY_FIELD_NUMBER: _ClassVar[int]
    LAST_DAY_FIELD_NUMBER: _ClassVar[int]
    first_day: str
    last_day: str
    def __init__(self, first_day: _Optional[str] = ..., last_day: _Optional[str] = ...) -> None: ...

class FixTally(_message.Message):
    __slots__ = ("days", "week_count", "complaint_count", "other_count", "per_hundred")
    DAYS_FIELD_NUMBER: _ClassVar[int]
    WEEK_COUNT_FIELD_NUMBER: _ClassVar[int]
    COMPLAINT_COUNT_FIELD_NUMBER: _ClassVar[int]
    OTHER_COUNT_FIELD_NUMBER: _ClassVar[int]
    PER_HUNDRED_FIELD_NUMBER: _ClassVar[int]
    days: DayRange
    week_count: int
    complaint_count: int
    other_count: int
    per_hundred: float
    def __init__(self, days: _Optional[_Union[DayRange, _Mapping]] = ..., week_count: _Optional[int] = ..., complaint_count: _Optional[int] = ..., other_count: _Optional[int] = ..., per_hundred: _Optional[float] = ...) -> None: ...

class FixEffect(_message.Message):
    __slots__ = ("fix", "measured_at", "verdict", "method", "reason", "notes", "before", "left_out", "after", "expected_count", "rate_ratio", "plain_ratio", "weekly_trend", "baseline_week_count", "dispersion", "control", "lost_sources", "enough_on", "complete", "clusters", "displacement")
    FIX_FIELD_NUMBER: _ClassVar[int]
    MEASURED_AT_FIELD_NUMBER: _ClassVar[int]
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    METHOD_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    NOTES_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    LEFT_OUT_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_COUNT_FIELD_NUMBER: _ClassVar[int]
    RATE_RATIO_FIELD_NUMBER: _ClassVar[int]
    PLAIN_RATIO_FIELD_NUMBER: _ClassVar[int]
    WEEKLY_TREND_FIELD_NUMBER: _ClassVar[int]
    BASELINE_WEEK_COUNT_FIELD_NUMBER: _ClassVar[int]
    DISPERSION_FIELD_NUMBER: _ClassVar[int]
    CONTROL_FIELD_NUMBER: _ClassVar[int]
    LOST_SOURCES_FIELD_NUMBER: _ClassVar[int]
    ENOUGH_ON_FIELD_NUMBER: _ClassVar[int]
    COMPLETE_FIELD_NUMBER: _ClassVar[int]
    CLUSTERS_FIELD_NUMBER: _ClassVar[int]
    DISPLACEMENT_FIELD_NUMBER: _ClassVar[int]
    fix: str
    measured_at: _timestamp_pb2.Timestamp
    verdict: FixVerdict
    method: FixMethod
    reason: str
    notes: _containers.RepeatedScalarFieldContainer[str]
    before: FixTally
    left_out: DayRange
    after: FixTally
    expected_count: float
    rate_ratio: RateRatio
    plain_ratio: float
    weekly_trend: RateRatio
    baseline_week_count: int
    dispersion: float
    control: FixControl
    lost_sources: _containers.RepeatedCompositeFieldContainer[LostSource]
    enough_on: str
    complete: bool
    clusters: _containers.RepeatedScalarFieldContainer[str]
    displacement: Displacement
    def __init__(self, fix: _Optional[str] = ..., measured_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., verdict: _Optional[_Union[FixVerdict, str]] = ..., method: _Optional[_Union[FixMethod, str]] = ..., reason: _Optional[str] = ..., notes: _Optional[_Iterable[str]] = ..., before: _Optional[_Union[FixTally, _Mapping]] = ..., left_out: _Optional[_Union[DayRange, _Mapping]] = ..., after: _Optional[_Union[FixTally, _Mapping]] = ..., expected_count: _Optional[float] = ..., rate_ratio: _Optional[_Union[RateRatio, _Mapping]] = ..., plain_ratio: _Optional[float] = ..., weekly_trend: _Optional[_Union[RateRatio, _Mapping]] = ..., baseline_week_count: _Optional[int] = ..., dispersion: _Optional[float] = ..., control: _Optional[_Union[FixControl, _Mapping]] = ..., lost_sources: _Optional[_Iterable[_Union[LostSource, _Mapping]]] = ..., enough_on: _Optional[str] = ..., complete: bool = ..., clusters: _Optional[_Iterable[str]] = ..., displacement: _Optional[_Union[Displacement, _Mapping]] = ...) -> None: ...

class FixControl(_message.Message):
    __slots__ = ("location_count", "before", "after")
    LOCATION_COUNT_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    location_count: int
    before: FixTally
    after: FixTally
    def __init__(self, location_count: _Optional[int] = ..., before: _Optional[_Union[FixTally, _Mapping]] = ..., after: _Optional[_Union[FixTally, _Mapping]] = ...) -> None: ...

class LostSource(_message.Message):
    __slots__ = ("source", "weekly_before", "weekly_after", "note")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    WEEKLY_BEFORE_FIELD_NUMBER: _ClassVar[int]
    WEEKLY_AFTER_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    source: str
    weekly_before: float
    weekly_after: float
    note: str
    def __init__(self, source: _Optional[str] = ..., weekly_before: _Optional[float] = ..., weekly_after: _Optional[float] = ..., note: _Optional[str] = ...) -> None: ...

class Displacement(_message.Message):
    __slots__ = ("watched_count", "moved", "reason")
    WATCHED_COUNT_FIELD_NUMBER: _ClassVar[int]
    MOVED_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    watched_count: int
    moved: _containers.RepeatedCompositeFieldContainer[MovedComplaints]
    reason: str
    def __init__(self, watched_count: _Optional[int] = ..., moved: _Optional[_Iterable[_Union[MovedComplaints, _Mapping]]] = ..., reason: _Optional[str] = ...) -> None: ...

class MovedComplaints(_message.Message):
    __slots__ = ("cluster", "title", "seam", "why", "complaint_count", "expected_count", "rate_ratio")
    CLUSTER_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    SEAM_FIELD_NUMBER: _ClassVar[int]
    WHY_FIELD_NUMBER: _ClassVar[int]
    COMPLAINT_COUNT_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_COUNT_FIELD_NUMBER: _ClassVar[int]
    RATE_RATIO_FIELD_NUMBER: _ClassVar[int]
    cluster: str
    title: str
    seam: _common_pb2.Seam
    why: str
    complaint_count: int
    expected_count: float
    rate_ratio: RateRatio
    def __init__(self, cluster: _Optional[str] = ..., title: _Optional[str] = ..., seam: _Optional[_Union[_common_pb2.Seam, _Mapping]] = ..., why: _Optional[str] = ..., complaint_count: _Optional[int] = ..., expected_count: _Optional[float] = ..., rate_ratio: _Optional[_Union[RateRatio, _Mapping]] = ...) -> None: ...

class CreateFixRequest(_message.Message):
    __slots__ = ("parent", "fix", "request_id")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    FIX_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    parent: str
    fix: Fix
    request_id: str
    def __init__(self, parent: _Optional[str] = ..., fix: _Optional[_Union[Fix, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class ListFixesRequest(_message.Message):
    __slots__ = ("parent", "page_size", "page_token")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    parent: str
    page_size: int
    page_token: str
    def __init__(self, parent: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListFixesResponse(_message.Message):
    __slots__ = ("fixes", "next_page_token")
    FIXES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    fixes: _containers.RepeatedCompositeFieldContainer[Fix]
    next_page_token: str
    def __init__(self, fixes: _Optional[_Iterable[_Union[Fix, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetFixEffectRequest(_message.Message):
    __slots__ = ("name", "as_of")
    NAME_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    name: str
    as_of: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., as_of: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
