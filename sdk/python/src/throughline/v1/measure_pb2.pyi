import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from throughline.v1 import common_pb2 as _common_pb2
from throughline.v1 import reading_pb2 as _reading_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ReadingNumber(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    READING_NUMBER_UNSPECIFIED: _ClassVar[ReadingNumber]
    READING_NUMBER_INTERACTIONS: _ClassVar[ReadingNumber]
    READING_NUMBER_VOICES: _ClassVar[ReadingNumber]
    READING_NUMBER_UNIDENTIFIED_VOICES: _ClassVar[ReadingNumber]
    READING_NUMBER_CUSTOMERS: _ClassVar[ReadingNumber]
    READING_NUMBER_ACCOUNTS: _ClassVar[ReadingNumber]
    READING_NUMBER_HIGH_VALUE_ACCOUNTS: _ClassVar[ReadingNumber]
    READING_NUMBER_HOUSEHOLDS: _ClassVar[ReadingNumber]
    READING_NUMBER_LOCATIONS: _ClassVar[ReadingNumber]
    READING_NUMBER_PRODUCT_LINES: _ClassVar[ReadingNumber]
    READING_NUMBER_CHANNELS: _ClassVar[ReadingNumber]
    READING_NUMBER_SOURCES: _ClassVar[ReadingNumber]
    READING_NUMBER_DISTINCT_DAYS: _ClassVar[ReadingNumber]
    READING_NUMBER_DISTINCT_WEEKS: _ClassVar[ReadingNumber]
    READING_NUMBER_COPIES: _ClassVar[ReadingNumber]
    READING_NUMBER_FLAGGED_SIMILAR: _ClassVar[ReadingNumber]
    READING_NUMBER_UNVALUED_ACCOUNTS: _ClassVar[ReadingNumber]
    READING_NUMBER_UNLINKED_RECORDS: _ClassVar[ReadingNumber]
    READING_NUMBER_RENEWALS_DUE: _ClassVar[ReadingNumber]
    READING_NUMBER_CORROBORATED: _ClassVar[ReadingNumber]
    READING_NUMBER_EXPOSURE_ACCOUNTS: _ClassVar[ReadingNumber]
    READING_NUMBER_EXPOSURE_RECORDS: _ClassVar[ReadingNumber]

class TrendShape(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    TREND_SHAPE_UNSPECIFIED: _ClassVar[TrendShape]
    TREND_SHAPE_PATTERN: _ClassVar[TrendShape]
    TREND_SHAPE_SPIKE: _ClassVar[TrendShape]
    TREND_SHAPE_ONE_OFF: _ClassVar[TrendShape]
    TREND_SHAPE_UNCLEAR: _ClassVar[TrendShape]
    TREND_SHAPE_TOO_EARLY: _ClassVar[TrendShape]

class TrendCourse(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    TREND_COURSE_UNSPECIFIED: _ClassVar[TrendCourse]
    TREND_COURSE_GROWING: _ClassVar[TrendCourse]
    TREND_COURSE_STEADY: _ClassVar[TrendCourse]
    TREND_COURSE_FADING: _ClassVar[TrendCourse]
    TREND_COURSE_TOO_FEW: _ClassVar[TrendCourse]

class CoverageStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    COVERAGE_STATUS_UNSPECIFIED: _ClassVar[CoverageStatus]
    COVERAGE_STATUS_STEADY: _ClassVar[CoverageStatus]
    COVERAGE_STATUS_THIN: _ClassVar[CoverageStatus]
    COVERAGE_STATUS_SILENT: _ClassVar[CoverageStatus]
    COVERAGE_STATUS_NEW: _ClassVar[CoverageStatus]
    COVERAGE_STATUS_RARE: _ClassVar[CoverageStatus]

class ExposedAccountOrder(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EXPOSED_ACCOUNT_ORDER_UNSPECIFIED: _ClassVar[ExposedAccountOrder]
    EXPOSED_ACCOUNT_ORDER_RENEWAL: _ClassVar[ExposedAccountOrder]
    EXPOSED_ACCOUNT_ORDER_VALUE: _ClassVar[ExposedAccountOrder]
READING_NUMBER_UNSPECIFIED: ReadingNumber
READING_NUMBER_INTERACTIONS: ReadingNumber
READING_NUMBER_VOICES: ReadingNumber
READING_NUMBER_UNIDENTIFIED_VOICES: ReadingNumber
READING_NUMBER_CUSTOMERS: ReadingNumber
READING_NUMBER_ACCOUNTS: ReadingNumber
READING_NUMBER_HIGH_VALUE_ACCOUNTS: ReadingNumber
READING_NUMBER_HOUSEHOLDS: ReadingNumber
READING_NUMBER_LOCATIONS: ReadingNumber
READING_NUMBER_PRODUCT_LINES: ReadingNumber
READING_NUMBER_CHANNELS: ReadingNumber
READING_NUMBER_SOURCES: ReadingNumber
READING_NUMBER_DISTINCT_DAYS: ReadingNumber
READING_NUMBER_DISTINCT_WEEKS: ReadingNumber
READING_NUMBER_COPIES: ReadingNumber
READING_NUMBER_FLAGGED_SIMILAR: ReadingNumber
READING_NUMBER_UNVALUED_ACCOUNTS: ReadingNumber
READING_NUMBER_UNLINKED_RECORDS: ReadingNumber
READING_NUMBER_RENEWALS_DUE: ReadingNumber
READING_NUMBER_CORROBORATED: ReadingNumber
READING_NUMBER_EXPOSURE_ACCOUNTS: ReadingNumber
READING_NUMBER_EXPOSURE_RECORDS: ReadingNumber
TREND_SHAPE_UNSPECIFIED: TrendShape
TREND_SHAPE_PATTERN: TrendShape
TREND_SHAPE_SPIKE: TrendShape
TREND_SHAPE_ONE_OFF: TrendShape
TREND_SHAPE_UNCLEAR: TrendShape
TREND_SHAPE_TOO_EARLY: TrendShape
TREND_COURSE_UNSPECIFIED: TrendCourse
TREND_COURSE_GROWING: TrendCourse
TREND_COURSE_STEADY: TrendCourse
TREND_COURSE_FADING: TrendCourse
TREND_COURSE_TOO_FEW: TrendCourse
COVERAGE_STATUS_UNSPECIFIED: CoverageStatus
COVERAGE_STATUS_STEADY: CoverageStatus
COVERAGE_STATUS_THIN: CoverageStatus
COVERAGE_STATUS_SILENT: CoverageStatus
COVERAGE_STATUS_NEW: CoverageStatus
COVERAGE_STATUS_RARE: CoverageStatus
EXPOSED_ACCOUNT_ORDER_UNSPECIFIED: ExposedAccountOrder
EXPOSED_ACCOUNT_ORDER_RENEWAL: ExposedAccountOrder
EXPOSED_ACCOUNT_ORDER_VALUE: ExposedAccountOrder

class ListReadingMembersRequest(_message.Message):
    __slots__ = ("parent", "number", "location_id", "product_line", "channel", "source", "day", "exposure_kind", "currency", "page_size", "page_token")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    LOCATION_ID_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_LINE_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    EXPOSURE_KIND_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    parent: str
    number: ReadingNumber
    location_id: str
    product_line: str
    channel: str
    source: str
    day: str
    exposure_kind: _reading_pb2.ExposureKind
    currency: str
    page_size: int
    page_token: str
    def __init__(self, parent: _Optional[str] = ..., number: _Optional[_Union[ReadingNumber, str]] = ..., location_id: _Optional[str] = ..., product_line: _Optional[str] = ..., channel: _Optional[str] = ..., source: _Optional[str] = ..., day: _Optional[str] = ..., exposure_kind: _Optional[_Union[_reading_pb2.ExposureKind, str]] = ..., currency: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListReadingMembersResponse(_message.Message):
    __slots__ = ("members", "total_size", "read_at", "window", "next_page_token")
    MEMBERS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_SIZE_FIELD_NUMBER: _ClassVar[int]
    READ_AT_FIELD_NUMBER: _ClassVar[int]
    WINDOW_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    members: _containers.RepeatedCompositeFieldContainer[ReadingMember]
    total_size: int
    read_at: _timestamp_pb2.Timestamp
    window: _reading_pb2.Window
    next_page_token: str
    def __init__(self, members: _Optional[_Iterable[_Union[ReadingMember, _Mapping]]] = ..., total_size: _Optional[int] = ..., read_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., window: _Optional[_Union[_reading_pb2.Window, _Mapping]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ReadingMember(_message.Message):
    __slots__ = ("key", "interaction")
    KEY_FIELD_NUMBER: _ClassVar[int]
    INTERACTION_FIELD_NUMBER: _ClassVar[int]
    key: str
    interaction: _reading_pb2.InteractionReference
    def __init__(self, key: _Optional[str] = ..., interaction: _Optional[_Union[_reading_pb2.InteractionReference, _Mapping]] = ...) -> None: ...

class GetClusterTrendRequest(_message.Message):
    __slots__ = ("name", "weeks")
    NAME_FIELD_NUMBER: _ClassVar[int]
    WEEKS_FIELD_NUMBER: _ClassVar[int]
    name: str
    weeks: int
    def __init__(self, name: _Optional[str] = ..., weeks: _Optional[int] = ...) -> None: ...

class ClusterTrend(_message.Message):
    __slots__ = ("cluster", "window", "daily", "weekly", "shape", "shape_reason", "course", "weekly_ratio", "course_reason", "dispersion", "crossing", "coverage")
    CLUSTER_FIELD_NUMBER: _ClassVar[int]
    WINDOW_FIELD_NUMBER: _ClassVar[int]
    DAILY_FIELD_NUMBER: _ClassVar[int]
    WEEKLY_FIELD_NUMBER: _ClassVar[int]
    SHAPE_FIELD_NUMBER: _ClassVar[int]
    SHAPE_REASON_FIELD_NUMBER: _ClassVar[int]
    COURSE_FIELD_NUMBER: _ClassVar[int]
    WEEKLY_RATIO_FIELD_NUMBER: _ClassVar[int]
    COURSE_REASON_FIELD_NUMBER: _ClassVar[int]
    DISPERSION_FIELD_NUMBER: _ClassVar[int]
    CROSSING_FIELD_NUMBER: _ClassVar[int]
    COVERAGE_FIELD_NUMBER: _ClassVar[int]
    cluster: str
    window: _reading_pb2.Window
    daily: _containers.RepeatedCompositeFieldContainer[TrendPoint]
    weekly: _containers.RepeatedCompositeFieldContainer[TrendPoint]
    shape: TrendShape
    shape_reason: str
    course: TrendCourse
    weekly_ratio: _reading_pb2.Ratio
    course_reason: str
    dispersion: float
    crossing: TrendCrossing
    coverage: _containers.RepeatedCompositeFieldContainer[_reading_pb2.CoverageGap]
    def __init__(self, cluster: _Optional[str] = ..., window: _Optional[_Union[_reading_pb2.Window, _Mapping]] = ..., daily: _Optional[_Iterable[_Union[TrendPoint, _Mapping]]] = ..., weekly: _Optional[_Iterable[_Union[TrendPoint, _Mapping]]] = ..., shape: _Optional[_Union[TrendShape, str]] = ..., shape_reason: _Optional[str] = ..., course: _Optional[_Union[TrendCourse, str]] = ..., weekly_ratio: _Optional[_Union[_reading_pb2.Ratio, _Mapping]] = ..., course_reason: _Optional[str] = ..., dispersion: _Optional[float] = ..., crossing: _Optional[_Union[TrendCrossing, _Mapping]] = ..., coverage: _Optional[_Iterable[_Union[_reading_pb2.CoverageGap, _Mapping]]] = ...) -> None: ...

class TrendPoint(_message.Message):
    __slots__ = ("first_day", "interaction_count", "customer_count", "other_count", "expected_count")
    FIRST_DAY_FIELD_NUMBER: _ClassVar[int]
    INTERACTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_COUNT_FIELD_NUMBER: _ClassVar[int]
    OTHER_COUNT_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_COUNT_FIELD_NUMBER: _ClassVar[int]
    first_day: str
    interaction_count: int
    customer_count: int
    other_count: int
    expected_count: float
    def __init__(self, first_day: _Optional[str] = ..., interaction_count: _Optional[int] = ..., customer_count: _Optional[int] = ..., other_count: _Optional[int] = ..., expected_count: _Optional[float] = ...) -> None: ...

class TrendCrossing(_message.Message):
    __slots__ = ("have", "need", "window_days", "per_day", "days", "low_days", "high_days", "reason")
    HAVE_FIELD_NUMBER: _ClassVar[int]
    NEED_FIELD_NUMBER: _ClassVar[int]
    WINDOW_DAYS_FIELD_NUMBER: _ClassVar[int]
    PER_DAY_FIELD_NUMBER: _ClassVar[int]
    DAYS_FIELD_NUMBER: _ClassVar[int]
    LOW_DAYS_FIELD_NUMBER: _ClassVar[int]
    HIGH_DAYS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    have: int
    need: int
    window_days: int
    per_day: float
    days: int
    low_days: int
    high_days: int
    reason: str
    def __init__(self, have: _Optional[int] = ..., need: _Optional[int] = ..., window_days: _Optional[int] = ..., per_day: _Optional[float] = ..., days: _Optional[int] = ..., low_days: _Optional[int] = ..., high_days: _Optional[int] = ..., reason: _Optional[str] = ...) -> None: ...

class GetReorderConversionRequest(_message.Message):
    __slots__ = ("name", "within_days")
    NAME_FIELD_NUMBER: _ClassVar[int]
    WITHIN_DAYS_FIELD_NUMBER: _ClassVar[int]
    name: str
    within_days: int
    def __init__(self, name: _Optional[str] = ..., within_days: _Optional[int] = ...) -> None: ...

class ReorderConversion(_message.Message):
    __slots__ = ("cluster", "began_day", "within_days", "locations", "affected_before", "affected_after", "others_before", "others_after", "relative_change", "reason")
    CLUSTER_FIELD_NUMBER: _ClassVar[int]
    BEGAN_DAY_FIELD_NUMBER: _ClassVar[int]
    WITHIN_DAYS_FIELD_NUMBER: _ClassVar[int]
    LOCATIONS_FIELD_NUMBER: _ClassVar[int]
    AFFECTED_BEFORE_FIELD_NUMBER: _ClassVar[int]
    AFFECTED_AFTER_FIELD_NUMBER: _ClassVar[int]
    OTHERS_BEFORE_FIELD_NUMBER: _ClassVar[int]
    OTHERS_AFTER_FIELD_NUMBER: _ClassVar[int]
    RELATIVE_CHANGE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    cluster: str
    began_day: str
    within_days: int
    locations: _containers.RepeatedScalarFieldContainer[str]
    affected_before: ReorderShare
    affected_after: ReorderShare
    others_before: ReorderShare
    others_after: ReorderShare
    relative_change: _reading_pb2.Ratio
    reason: str
    def __init__(self, cluster: _Optional[str] = ..., began_day: _Optional[str] = ..., within_days: _Optional[int] = ..., locations: _Optional[_Iterable[str]] = ..., affected_before: _Optional[_Union[ReorderShare, _Mapping]] = ..., affected_after: _Optional[_Union[ReorderShare, _Mapping]] = ..., others_before: _Optional[_Union[ReorderShare, _Mapping]] = ..., others_after: _Optional[_Union[ReorderShare, _Mapping]] = ..., relative_change: _Optional[_Union[_reading_pb2.Ratio, _Mapping]] = ..., reason: _Optional[str] = ...) -> None: ...

class ReorderShare(_message.Message):
    __slots__ = ("order_count", "reordered_count", "share")
    ORDER_COUNT_FIELD_NUMBER: _ClassVar[int]
    REORDERED_COUNT_FIELD_NUMBER: _ClassVar[int]
    SHARE_FIELD_NUMBER: _ClassVar[int]
    order_count: int
    reordered_count: int
    share: float
    def __init__(self, order_count: _Optional[int] = ..., reordered_count: _Optional[int] = ..., share: _Optional[float] = ...) -> None: ...

class GetCoverageRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class Coverage(_message.Message):
    __slots__ = ("name", "window", "streams", "locations", "steady_location_count", "rare_location_count", "touchpoints")
    NAME_FIELD_NUMBER: _ClassVar[int]
    WINDOW_FIELD_NUMBER: _ClassVar[int]
    STREAMS_FIELD_NUMBER: _ClassVar[int]
    LOCATIONS_FIELD_NUMBER: _ClassVar[int]
    STEADY_LOCATION_COUNT_FIELD_NUMBER: _ClassVar[int]
    RARE_LOCATION_COUNT_FIELD_NUMBER: _ClassVar[int]
    TOUCHPOINTS_FIELD_NUMBER: _ClassVar[int]
    name: str
    window: _reading_pb2.Window
    streams: _containers.RepeatedCompositeFieldContainer[CoverageStream]
    locations: _containers.RepeatedCompositeFieldContainer[CoverageStream]
    steady_location_count: int
    rare_location_count: int
    touchpoints: _containers.RepeatedCompositeFieldContainer[TouchpointCoverage]
    def __init__(self, name: _Optional[str] = ..., window: _Optional[_Union[_reading_pb2.Window, _Mapping]] = ..., streams: _Optional[_Iterable[_Union[CoverageStream, _Mapping]]] = ..., locations: _Optional[_Iterable[_Union[CoverageStream, _Mapping]]] = ..., steady_location_count: _Optional[int] = ..., rare_location_count: _Optional[int] = ..., touchpoints: _Optional[_Iterable[_Union[TouchpointCoverage, _Mapping]]] = ...) -> None: ...

class CoverageStream(_message.Message):
    __slots__ = ("source", "channel", "location_id", "status", "heard_count", "expected_count", "first_heard_day", "last_heard_day", "note")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    LOCATION_ID_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    HEARD_COUNT_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_COUNT_FIELD_NUMBER: _ClassVar[int]
    FIRST_HEARD_DAY_FIELD_NUMBER: _ClassVar[int]
    LAST_HEARD_DAY_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    source: str
    channel: str
    location_id: str
    status: CoverageStatus
    heard_count: int
    expected_count: float
    first_heard_day: str
    last_heard_day: str
    note: str
    def __init__(self, source: _Optional[str] = ..., channel: _Optional[str] = ..., location_id: _Optional[str] = ..., status: _Optional[_Union[CoverageStatus, str]] = ..., heard_count: _Optional[int] = ..., expected_count: _Optional[float] = ..., first_heard_day: _Optional[str] = ..., last_heard_day: _Optional[str] = ..., note: _Optional[str] = ...) -> None: ...

class TouchpointCoverage(_message.Message):
    __slots__ = ("touchpoint", "ears", "heard_count", "account_count", "heard_account_count", "note")
    TOUCHPOINT_FIELD_NUMBER: _ClassVar[int]
    EARS_FIELD_NUMBER: _ClassVar[int]
    HEARD_COUNT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_COUNT_FIELD_NUMBER: _ClassVar[int]
    HEARD_ACCOUNT_COUNT_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    touchpoint: str
    ears: _containers.RepeatedScalarFieldContainer[str]
    heard_count: int
    account_count: int
    heard_account_count: int
    note: str
    def __init__(self, touchpoint: _Optional[str] = ..., ears: _Optional[_Iterable[str]] = ..., heard_count: _Optional[int] = ..., account_count: _Optional[int] = ..., heard_account_count: _Optional[int] = ..., note: _Optional[str] = ...) -> None: ...

class ListExposedAccountsRequest(_message.Message):
    __slots__ = ("parent", "cluster", "from_touchpoint", "to_touchpoint", "renewal_from", "renewal_to", "currency", "order", "page_size", "page_token")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_FIELD_NUMBER: _ClassVar[int]
    FROM_TOUCHPOINT_FIELD_NUMBER: _ClassVar[int]
    TO_TOUCHPOINT_FIELD_NUMBER: _ClassVar[int]
    RENEWAL_FROM_FIELD_NUMBER: _ClassVar[int]
    RENEWAL_TO_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    ORDER_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    parent: str
    cluster: str
    from_touchpoint: str
    to_touchpoint: str
    renewal_from: str
    renewal_to: str
    currency: str
    order: ExposedAccountOrder
    page_size: int
    page_token: str
    def __init__(self, parent: _Optional[str] = ..., cluster: _Optional[str] = ..., from_touchpoint: _Optional[str] = ..., to_touchpoint: _Optional[str] = ..., renewal_from: _Optional[str] = ..., renewal_to: _Optional[str] = ..., currency: _Optional[str] = ..., order: _Optional[_Union[ExposedAccountOrder, str]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListExposedAccountsResponse(_message.Message):
    __slots__ = ("accounts", "total_size", "totals", "unvalued_count", "next_page_token")
    ACCOUNTS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_SIZE_FIELD_NUMBER: _ClassVar[int]
    TOTALS_FIELD_NUMBER: _ClassVar[int]
    UNVALUED_COUNT_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    accounts: _containers.RepeatedCompositeFieldContainer[ExposedAccount]
    total_size: int
    totals: _containers.RepeatedCompositeFieldContainer[_common_pb2.Money]
    unvalued_count: int
    next_page_token: str
    def __init__(self, accounts: _Optional[_Iterable[_Union[ExposedAccount, _Mapping]]] = ..., total_size: _Optional[int] = ..., totals: _Optional[_Iterable[_Union[_common_pb2.Money, _Mapping]]] = ..., unvalued_count: _Optional[int] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ExposedAccount(_message.Message):
    __slots__ = ("account", "household", "segment", "annual_value", "renewal_day", "clusters", "quotes", "quote_count")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    HOUSEHOLD_FIELD_NUMBER: _ClassVar[int]
    SEGMENT_FIELD_NUMBER: _ClassVar[int]
    ANNUAL_VALUE_FIELD_NUMBER: _ClassVar[int]
    RENEWAL_DAY_FIELD_NUMBER: _ClassVar[int]
    CLUSTERS_FIELD_NUMBER: _ClassVar[int]
    QUOTES_FIELD_NUMBER: _ClassVar[int]
    QUOTE_COUNT_FIELD_NUMBER: _ClassVar[int]
    account: str
    household: str
    segment: str
    annual_value: _common_pb2.Money
    renewal_day: str
    clusters: _containers.RepeatedScalarFieldContainer[str]
    quotes: _containers.RepeatedCompositeFieldContainer[_common_pb2.Quote]
    quote_count: int
    def __init__(self, account: _Optional[str] = ..., household: _Optional[str] = ..., segment: _Optional[str] = ..., annual_value: _Optional[_Union[_common_pb2.Money, _Mapping]] = ..., renewal_day: _Optional[str] = ..., clusters: _Optional[_Iterable[str]] = ..., quotes: _Optional[_Iterable[_Union[_common_pb2.Quote, _Mapping]]] = ..., quote_count: _Optional[int] = ...) -> None: ...

class ExportExposedAccountsRequest(_message.Message):
    __slots__ = ("parent", "cluster", "from_touchpoint", "to_touchpoint", "renewal_from", "renewal_to", "currency", "order")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_FIELD_NUMBER: _ClassVar[int]
    FROM_TOUCHPOINT_FIELD_NUMBER: _ClassVar[int]
    TO_TOUCHPOINT_FIELD_NUMBER: _ClassVar[int]
    RENEWAL_FROM_FIELD_NUMBER: _ClassVar[int]
    RENEWAL_TO_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    ORDER_FIELD_NUMBER: _ClassVar[int]
    parent: str
    cluster: str
    from_touchpoint: str
    to_touchpoint: str
    renewal_from: str
    renewal_to: str
    currency: str
    order: ExposedAccountOrder
    def __init__(self, parent: _Optional[str] = ..., cluster: _Optional[str] = ..., from_touchpoint: _Optional[str] = ..., to_touchpoint: _Optional[str] = ..., renewal_from: _Optional[str] = ..., renewal_to: _Optional[str] = ..., currency: _Optional[str] = ..., order: _Optional[_Union[ExposedAccountOrder, str]] = ...) -> None: ...

class ExportExposedAccountsResponse(_message.Message):
    __slots__ = ("data",)
    DATA_FIELD_NUMBER: _ClassVar[int]
    data: bytes
    def __init__(self, data: _Optional[bytes] = ...) -> None: ...
