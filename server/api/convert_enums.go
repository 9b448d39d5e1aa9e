package api

import (
	"strconv"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
)

// The words of the stages are the names of the proto enums, in lower case and without their
// prefix, so one rule converts them all; a test goes through every value.

// enumOf returns the value whose name is prefix and the word; 0, which means unknown, for others.
func enumOf[E ~int32](values map[string]int32, prefix, word string) E {
	return E(values[prefix+strings.ToUpper(word)])
}

// wordOf is the reverse; "" for 0, and the number for values that are not defined, which is no
// word of any stage.
func wordOf(e protoreflect.Enum, prefix string) string {
	if e.Number() == 0 {
		return ""
	}
	v := e.Descriptor().Values().ByNumber(e.Number())
	if v == nil {
		return strconv.Itoa(int(e.Number()))
	}
	return strings.ToLower(strings.TrimPrefix(string(v.Name()), prefix))
}

func kindOf(k string) throughlinev1.TouchpointKind {
	return enumOf[throughlinev1.TouchpointKind](throughlinev1.TouchpointKind_value, "TOUCHPOINT_KIND_", k)
}

func kindWord(k throughlinev1.TouchpointKind) journey.Kind {
	return journey.Kind(wordOf(k, "TOUCHPOINT_KIND_"))
}

func modeOf(m string) throughlinev1.FailureMode {
	return enumOf[throughlinev1.FailureMode](throughlinev1.FailureMode_value, "FAILURE_MODE_", m)
}

func locatedOf(l journey.Located) throughlinev1.Located {
	return enumOf[throughlinev1.Located](throughlinev1.Located_value, "LOCATED_", string(l))
}

func speakerOf(s ingest.Speaker) throughlinev1.Speaker {
	return enumOf[throughlinev1.Speaker](throughlinev1.Speaker_value, "SPEAKER_", string(s))
}

func speakerWord(s throughlinev1.Speaker) ingest.Speaker {
	return ingest.Speaker(wordOf(s, "SPEAKER_"))
}

func stateOf(s alert.State) throughlinev1.AlertState {
	return enumOf[throughlinev1.AlertState](throughlinev1.AlertState_value, "ALERT_STATE_", string(s))
}

func stateWords(states []throughlinev1.AlertState) []alert.State {
	out := make([]alert.State, len(states))
	for i, s := range states {
		out[i] = alert.State(wordOf(s, "ALERT_STATE_"))
	}
	return out
}

func roleOf(r store.Role) throughlinev1.ApiKeyRole {
	return enumOf[throughlinev1.ApiKeyRole](throughlinev1.ApiKeyRole_value, "API_KEY_ROLE_", string(r))
}

func roleWord(r throughlinev1.ApiKeyRole) store.Role { return store.Role(wordOf(r, "API_KEY_ROLE_")) }
