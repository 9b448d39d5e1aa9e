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

class Cause(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CAUSE_UNSPECIFIED: _ClassVar[Cause]
    CAUSE_SYSTEM_SYNC: _ClassVar[Cause]
    CAUSE_PROCESS: _ClassVar[Cause]
    CAUSE_PLATFORM_LIMIT: _ClassVar[Cause]

class ExposureKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EXPOSURE_KIND_UNSPECIFIED: _ClassVar[ExposureKind]
    EXPOSURE_KIND_ACCOUNT_VALUE: _ClassVar[ExposureKind]
    EXPOSURE_KIND_ABANDONED: _ClassVar[ExposureKind]
    EXPOSURE_KIND_REFUNDED: _ClassVar[ExposureKind]
    EXPOSURE_KIND_CANCELLED: _ClassVar[ExposureKind]

class SignalStrength(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SIGNAL_STRENGTH_UNSPECIFIED: _ClassVar[SignalStrength]
    SIGNAL_STRENGTH_STRONG: _ClassVar[SignalStrength]
    SIGNAL_STRENGTH_MODERATE: _ClassVar[SignalStrength]
    SIGNAL_STRENGTH_MIXED: _ClassVar[SignalStrength]
    SIGNAL_STRENGTH_WEAK: _ClassVar[SignalStrength]
CAUSE_UNSPECIFIED: Cause
CAUSE_SYSTEM_SYNC: Cause
CAUSE_PROCESS: Cause
CAUSE_PLATFORM_LIMIT: Cause
EXPOSURE_KIND_UNSPECIFIED: ExposureKind
EXPOSURE_KIND_ACCOUNT_VALUE: ExposureKind
EXPOSURE_KIND_ABANDONED: ExposureKind
EXPOSURE_KIND_REFUNDED: ExposureKind
EXPOSURE_KIND_CANCELLED: ExposureKind
SIGNAL_STRENGTH_UNSPECIFIED: SignalStrength
SIGNAL_STRENGTH_STRONG: SignalStrength
SIGNAL_STRENGTH_MODERATE: SignalStrength
SIGNAL_STRENGTH_MIXED: SignalStrength
SIGNAL_STRENGTH_WEAK: SignalStrength

class Reading(_message.Message):
    __slots__ = ("read_at", "window", "seam", "failure_mode", "bounced", "consistency", "interaction_count", "voice_count", "customer_count", "account_count", "high_value_account_count", "household_count", "location_count", "distinct_day_count", "distinct_week_count", "unvalued_account_count", "interactions", "customers", "accounts", "high_value_accounts", "households", "unvalued_accounts", "locations", "top_location_share", "product_lines", "channels", "sources", "daily", "exposures", "renewals_due", "quotes", "signal", "coverage", "unidentified_voice_count", "copy_count", "copies", "flagged_similar_count", "flagged_similar", "counter_example", "concentration", "unlinked_record_count", "corroborated_count", "signal_summary", "cause_hints", "coverage_adjusted")
    READ_AT_FIELD_NUMBER: _ClassVar[int]
    WINDOW_FIELD_NUMBER: _ClassVar[int]
    SEAM_FIELD_NUMBER: _ClassVar[int]
    FAILURE_MODE_FIELD_NUMBER: _ClassVar[int]
    BOUNCED_FIELD_NUMBER: _ClassVar[int]
    CONSISTENCY_FIELD_NUMBER: _ClassVar[int]
    INTERACTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    VOICE_COUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_COUNT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_COUNT_FIELD_NUMBER: _ClassVar[int]
    HIGH_VALUE_ACCOUNT_COUNT_FIELD_NUMBER: _ClassVar[int]
    HOUSEHOLD_COUNT_FIELD_NUMBER: _ClassVar[int]
    LOCATION_COUNT_FIELD_NUMBER: _ClassVar[int]
    DISTINCT_DAY_COUNT_FIELD_NUMBER: _ClassVar[int]
    DISTINCT_WEEK_COUNT_FIELD_NUMBER: _ClassVar[int]
    UNVALUED_ACCOUNT_COUNT_FIELD_NUMBER: _ClassVar[int]
    INTERACTIONS_FIELD_NUMBER: _ClassVar[int]
    CUSTOMERS_FIELD_NUMBER: _ClassVar[int]
    ACCOUNTS_FIELD_NUMBER: _ClassVar[int]
    HIGH_VALUE_ACCOUNTS_FIELD_NUMBER: _ClassVar[int]
    HOUSEHOLDS_FIELD_NUMBER: _ClassVar[int]
    UNVALUED_ACCOUNTS_FIELD_NUMBER: _ClassVar[int]
    LOCATIONS_FIELD_NUMBER: _ClassVar[int]
    TOP_LOCATION_SHARE_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_LINES_FIELD_NUMBER: _ClassVar[int]
    CHANNELS_FIELD_NUMBER: _ClassVar[int]
    SOURCES_FIELD_NUMBER: _ClassVar[int]
    DAILY_FIELD_NUMBER: _ClassVar[int]
    EXPOSURES_FIELD_NUMBER: _ClassVar[int]
    RENEWALS_DUE_FIELD_NUMBER: _ClassVar[int]
    QUOTES_FIELD_NUMBER: _ClassVar[int]
    SIGNAL_FIELD_NUMBER: _ClassVar[int]
    COVERAGE_FIELD_NUMBER: _ClassVar[int]
    UNIDENTIFIED_VOICE_COUNT_FIELD_NUMBER: _ClassVar[int]
    COPY_COUNT_FIELD_NUMBER: _ClassVar[int]
    COPIES_FIELD_NUMBER: _ClassVar[int]
    FLAGGED_SIMILAR_COUNT_FIELD_NUMBER: _ClassVar[int]
    FLAGGED_SIMILAR_FIELD_NUMBER: _ClassVar[int]
    COUNTER_EXAMPLE_FIELD_NUMBER: _ClassVar[int]
    CONCENTRATION_FIELD_NUMBER: _ClassVar[int]
    UNLINKED_RECORD_COUNT_FIELD_NUMBER: _ClassVar[int]
    CORROBORATED_COUNT_FIELD_NUMBER: _ClassVar[int]
    SIGNAL_SUMMARY_FIELD_NUMBER: _ClassVar[int]
    CAUSE_HINTS_FIELD_NUMBER: _ClassVar[int]
    COVERAGE_ADJUSTED_FIELD_NUMBER: _ClassVar[int]
    read_at: _timestamp_pb2.Timestamp
    window: Window
    seam: _common_pb2.Seam
    failure_mode: _common_pb2.FailureMode
    bounced: bool
    consistency: float
    interaction_count: int
    voice_count: int
    customer_count: int
    account_count: int
    high_value_account_count: int
    household_count: int
    location_count: int
    distinct_day_count: int
    distinct_week_count: int
    unvalued_account_count: int
    interactions: _containers.RepeatedCompositeFieldContainer[InteractionReference]
    customers: _containers.RepeatedScalarFieldContainer[str]
    accounts: _containers.RepeatedScalarFieldContainer[str]
    high_value_accounts: _containers.RepeatedScalarFieldContainer[str]
    households: _containers.RepeatedScalarFieldContainer[str]
    unvalued_accounts: _containers.RepeatedScalarFieldContainer[str]
    locations: _containers.RepeatedCompositeFieldContainer[Share]
    top_location_share: float
    product_lines: _containers.RepeatedCompositeFieldContainer[Share]
    channels: _containers.RepeatedCompositeFieldContainer[Share]
    sources: _containers.RepeatedCompositeFieldContainer[Share]
    daily: _containers.RepeatedCompositeFieldContainer[DayCount]
    exposures: _containers.RepeatedCompositeFieldContainer[Exposure]
    renewals_due: _containers.RepeatedCompositeFieldContainer[Renewal]
    quotes: _containers.RepeatedCompositeFieldContainer[_common_pb2.Quote]
    signal: _containers.RepeatedCompositeFieldContainer[SignalAspect]
    coverage: _containers.RepeatedCompositeFieldContainer[CoverageGap]
    unidentified_voice_count: int
    copy_count: int
    copies: _containers.RepeatedCompositeFieldContainer[InteractionCopy]
    flagged_similar_count: int
    flagged_similar: _containers.RepeatedCompositeFieldContainer[SimilarInteractions]
    counter_example: CounterExample
    concentration: Concentration
    unlinked_record_count: int
    corroborated_count: int
    signal_summary: str
    cause_hints: _containers.RepeatedCompositeFieldContainer[CauseHint]
    coverage_adjusted: CoverageAdjusted
    def __init__(self, read_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., window: _Optional[_Union[Window, _Mapping]] = ..., seam: _Optional[_Union[_common_pb2.Seam, _Mapping]] = ..., failure_mode: _Optional[_Union[_common_pb2.FailureMode, str]] = ..., bounced: bool = ..., consistency: _Optional[float] = ..., interaction_count: _Optional[int] = ..., voice_count: _Optional[int] = ..., customer_count: _Optional[int] = ..., account_count: _Optional[int] = ..., high_value_account_count: _Optional[int] = ..., household_count: _Optional[int] = ..., location_count: _Optional[int] = ..., distinct_day_count: _Optional[int] = ..., distinct_week_count: _Optional[int] = ..., unvalued_account_count: _Optional[int] = ..., interactions: _Optional[_Iterable[_Union[InteractionReference, _Mapping]]] = ..., customers: _Optional[_Iterable[str]] = ..., accounts: _Optional[_Iterable[str]] = ..., high_value_accounts: _Optional[_Iterable[str]] = ..., households: _Optional[_Iterable[str]] = ..., unvalued_accounts: _Optional[_Iterable[str]] = ..., locations: _Optional[_Iterable[_Union[Share, _Mapping]]] = ..., top_location_share: _Optional[float] = ..., product_lines: _Optional[_Iterable[_Union[Share, _Mapping]]] = ..., channels: _Optional[_Iterable[_Union[Share, _Mapping]]] = ..., sources: _Optional[_Iterable[_Union[Share, _Mapping]]] = ..., daily: _Optional[_Iterable[_Union[DayCount, _Mapping]]] = ..., exposures: _Optional[_Iterable[_Union[Exposure, _Mapping]]] = ..., renewals_due: _Optional[_Iterable[_Union[Renewal, _Mapping]]] = ..., quotes: _Optional[_Iterable[_Union[_common_pb2.Quote, _Mapping]]] = ..., signal: _Optional[_Iterable[_Union[SignalAspect, _Mapping]]] = ..., coverage: _Optional[_Iterable[_Union[CoverageGap, _Mapping]]] = ..., unidentified_voice_count: _Optional[int] = ..., copy_count: _Optional[int] = ..., copies: _Optional[_Iterable[_Union[InteractionCopy, _Mapping]]] = ..., flagged_similar_count: _Optional[int] = ..., flagged_similar: _Optional[_Iterable[_Union[SimilarInteractions, _Mapping]]] = ..., counter_example: _Optional[_Union[CounterExample, _Mapping]] = ..., concentration: _Optional[_Union[Concentration, _Mapping]] = ..., unlinked_record_count: _Optional[int] = ..., corroborated_count: _Optional[int] = ..., signal_summary: _Optional[str] = ..., cause_hints: _Optional[_Iterable[_Union[CauseHint, _Mapping]]] = ..., coverage_adjusted: _Optional[_Union[CoverageAdjusted, _Mapping]] = ...) -> None: ...

class CoverageAdjusted(_message.Message):
    __slots__ = ("interaction_count", "low_count", "high_count", "missing_count", "note")
    INTERACTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    LOW_COUNT_FIELD_NUMBER: _ClassVar[int]
    HIGH_COUNT_FIELD_NUMBER: _ClassVar[int]
    MISSING_COUNT_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    interaction_count: int
    low_count: int
    high_count: int
    missing_count: float
    note: str
    def __init__(self, interaction_count: _Optional[int] = ..., low_count: _Optional[int] = ..., high_count: _Optional[int] = ..., missing_count: _Optional[float] = ..., note: _Optional[str] = ...) -> None: ...

class Ratio(_message.Message):
    __slots__ = ("estimate", "low", "high")
    ESTIMATE_FIELD_NUMBER: _ClassVar[int]
    LOW_FIELD_NUMBER: _ClassVar[int]
    HIGH_FIELD_NUMBER: _ClassVar[int]
    estimate: float
    low: float
    high: float
    def __init__(self, estimate: _Optional[float] = ..., low: _Optional[float] = ..., high: _Optional[float] = ...) -> None: ...

class Concentration(_message.Message):
    __slots__ = ("place_count", "compared_count", "share", "expected_share", "lift")
    PLACE_COUNT_FIELD_NUMBER: _ClassVar[int]
    COMPARED_COUNT_FIELD_NUMBER: _ClassVar[int]
    SHARE_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_SHARE_FIELD_NUMBER: _ClassVar[int]
    LIFT_FIELD_NUMBER: _ClassVar[int]
    place_count: int
    compared_count: int
    share: float
    expected_share: float
    lift: Ratio
    def __init__(self, place_count: _Optional[int] = ..., compared_count: _Optional[int] = ..., share: _Optional[float] = ..., expected_share: _Optional[float] = ..., lift: _Optional[_Union[Ratio, _Mapping]] = ...) -> None: ...

class CauseHint(_message.Message):
    __slots__ = ("cause", "quote_count", "of_count", "mentions")
    CAUSE_FIELD_NUMBER: _ClassVar[int]
    QUOTE_COUNT_FIELD_NUMBER: _ClassVar[int]
    OF_COUNT_FIELD_NUMBER: _ClassVar[int]
    MENTIONS_FIELD_NUMBER: _ClassVar[int]
    cause: Cause
    quote_count: int
    of_count: int
    mentions: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, cause: _Optional[_Union[Cause, str]] = ..., quote_count: _Optional[int] = ..., of_count: _Optional[int] = ..., mentions: _Optional[_Iterable[str]] = ...) -> None: ...

class InteractionCopy(_message.Message):
    __slots__ = ("copy", "original", "resemblance")
    COPY_FIELD_NUMBER: _ClassVar[int]
    ORIGINAL_FIELD_NUMBER: _ClassVar[int]
    RESEMBLANCE_FIELD_NUMBER: _ClassVar[int]
    copy: InteractionReference
    original: str
    resemblance: float
    def __init__(self, copy: _Optional[_Union[InteractionReference, _Mapping]] = ..., original: _Optional[str] = ..., resemblance: _Optional[float] = ...) -> None: ...

class SimilarInteractions(_message.Message):
    __slots__ = ("first", "second", "resemblance")
    FIRST_FIELD_NUMBER: _ClassVar[int]
    SECOND_FIELD_NUMBER: _ClassVar[int]
    RESEMBLANCE_FIELD_NUMBER: _ClassVar[int]
    first: InteractionReference
    second: InteractionReference
    resemblance: float
    def __init__(self, first: _Optional[_Union[InteractionReference, _Mapping]] = ..., second: _Optional[_Union[InteractionReference, _Mapping]] = ..., resemblance: _Optional[float] = ...) -> None: ...

class CounterExample(_message.Message):
    __slots__ = ("quote", "aspect", "seam", "failure_mode")
    QUOTE_FIELD_NUMBER: _ClassVar[int]
    ASPECT_FIELD_NUMBER: _ClassVar[int]
    SEAM_FIELD_NUMBER: _ClassVar[int]
    FAILURE_MODE_FIELD_NUMBER: _ClassVar[int]
    quote: _common_pb2.Quote
    aspect: str
    seam: _common_pb2.Seam
    failure_mode: _common_pb2.FailureMode
    def __init__(self, quote: _Optional[_Union[_common_pb2.Quote, _Mapping]] = ..., aspect: _Optional[str] = ..., seam: _Optional[_Union[_common_pb2.Seam, _Mapping]] = ..., failure_mode: _Optional[_Union[_common_pb2.FailureMode, str]] = ...) -> None: ...

class Window(_message.Message):
    __slots__ = ("first_day", "last_day", "days")
    FIRST_DAY_FIELD_NUMBER: _ClassVar[int]
    LAST_DAY_FIELD_NUMBER: _ClassVar[int]
    DAYS_FIELD_NUMBER: _ClassVar[int]
    first_day: str
    last_day: str
    days: int
    def __init__(self, first_day: _Optional[str] = ..., last_day: _Optional[str] = ..., days: _Optional[int] = ...) -> None: ...

class InteractionReference(_message.Message):
    __slots__ = ("interaction", "source_system", "external_id", "occurred_at")
    INTERACTION_FIELD_NUMBER: _ClassVar[int]
    SOURCE_SYSTEM_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    interaction: str
    source_system: str
    external_id: str
    occurred_at: _timestamp_pb2.Timestamp
    def __init__(self, interaction: _Optional[str] = ..., source_system: _Optional[str] = ..., external_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Share(_message.Message):
    __slots__ = ("key", "display_name", "interaction_count", "customer_count", "lift")
    KEY_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    INTERACTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_COUNT_FIELD_NUMBER: _ClassVar[int]
    LIFT_FIELD_NUMBER: _ClassVar[int]
    key: str
    display_name: str
    interaction_count: int
    customer_count: int
    lift: Ratio
    def __init__(self, key: _Optional[str] = ..., display_name: _Optional[str] = ..., interaction_count: _Optional[int] = ..., customer_count: _Optional[int] = ..., lift: _Optional[_Union[Ratio, _Mapping]] = ...) -> None: ...

class DayCount(_message.Message):
    __slots__ = ("day", "interaction_count", "customer_count")
    DAY_FIELD_NUMBER: _ClassVar[int]
    INTERACTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_COUNT_FIELD_NUMBER: _ClassVar[int]
    day: str
    interaction_count: int
    customer_count: int
    def __init__(self, day: _Optional[str] = ..., interaction_count: _Optional[int] = ..., customer_count: _Optional[int] = ...) -> None: ...

class Exposure(_message.Message):
    __slots__ = ("kind", "amount", "account_count", "record_count", "accounts", "records", "formula")
    KIND_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_COUNT_FIELD_NUMBER: _ClassVar[int]
    RECORD_COUNT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNTS_FIELD_NUMBER: _ClassVar[int]
    RECORDS_FIELD_NUMBER: _ClassVar[int]
    FORMULA_FIELD_NUMBER: _ClassVar[int]
    kind: ExposureKind
    amount: _common_pb2.Money
    account_count: int
    record_count: int
    accounts: _containers.RepeatedScalarFieldContainer[str]
    records: _containers.RepeatedScalarFieldContainer[str]
    formula: str
    def __init__(self, kind: _Optional[_Union[ExposureKind, str]] = ..., amount: _Optional[_Union[_common_pb2.Money, _Mapping]] = ..., account_count: _Optional[int] = ..., record_count: _Optional[int] = ..., accounts: _Optional[_Iterable[str]] = ..., records: _Optional[_Iterable[str]] = ..., formula: _Optional[str] = ...) -> None: ...

class Renewal(_message.Message):
    __slots__ = ("account", "due_day")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    DUE_DAY_FIELD_NUMBER: _ClassVar[int]
    account: str
    due_day: str
    def __init__(self, account: _Optional[str] = ..., due_day: _Optional[str] = ...) -> None: ...

class SignalAspect(_message.Message):
    __slots__ = ("aspect", "value", "strength", "sub_scores", "reason")
    ASPECT_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    STRENGTH_FIELD_NUMBER: _ClassVar[int]
    SUB_SCORES_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    RAISE_FIELD_NUMBER: _ClassVar[int]
    aspect: str
    value: str
    strength: SignalStrength
    sub_scores: _containers.RepeatedCompositeFieldContainer[SubScore]
    reason: str
    def __init__(self, aspect: _Optional[str] = ..., value: _Optional[str] = ..., strength: _Optional[_Union[SignalStrength, str]] = ..., sub_scores: _Optional[_Iterable[_Union[SubScore, _Mapping]]] = ..., reason: _Optional[str] = ..., **kwargs) -> None: ...

class SubScore(_message.Message):
    __slots__ = ("ground", "score")
    GROUND_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    ground: str
    score: float
    def __init__(self, ground: _Optional[str] = ..., score: _Optional[float] = ...) -> None: ...

class CoverageGap(_message.Message):
    __slots__ = ("code", "note")
    CODE_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    code: str
    note: str
    def __init__(self, code: _Optional[str] = ..., note: _Optional[str] = ...) -> None: ...
