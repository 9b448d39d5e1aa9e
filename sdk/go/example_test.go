package throughline_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/timestamppb"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
	"github.com/throughline-cx/throughline/sdk/go/internal/fakeserver"
)

const exampleKey = "tl_live_retail_0123456789abcdefghijABCDEFGHIJabcdef"

// exampleServer answers the examples; yours runs elsewhere.
func exampleServer() *fakeserver.Server {
	server, err := fakeserver.Start(nil)
	if err != nil {
		log.Fatal(err)
	}
	server.Alerts = []*throughlinev1.Alert{{
		Name:     "tenants/retail/alerts/5d0c43a1-4c69-5d8c-9f5e-0d7d4d1c2b3a",
		State:    throughlinev1.AlertState_ALERT_STATE_FIRING,
		FromSide: &throughlinev1.TouchpointReference{DisplayName: "Ready-for-pickup notice"},
		ToSide:   &throughlinev1.TouchpointReference{DisplayName: "In-store pickup desk"},
		Reading:  &throughlinev1.Reading{CustomerCount: 64},
	}}
	server.Watches = []fakeserver.Watch{{Hang: true, Messages: []*throughlinev1.WatchAlertsResponse{
		{ResumeToken: "t0", Event: &throughlinev1.WatchAlertsResponse_Heartbeat{Heartbeat: &throughlinev1.Heartbeat{}}},
		{ResumeToken: "t1", Event: &throughlinev1.WatchAlertsResponse_AlertEvent{AlertEvent: &throughlinev1.AlertEvent{
			Alert:  server.Alerts[0],
			Change: &throughlinev1.AlertChange{Number: 1, State: throughlinev1.AlertState_ALERT_STATE_FIRING, Reason: "every threshold is met"},
		}}},
	}}}
	return server
}

func Example() {
	server := exampleServer()
	defer server.Stop()

	client, err := throughline.New(server.Address, throughline.WithAPIKey(exampleKey), throughline.WithInsecure())
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()

	request := &throughlinev1.ListAlertsRequest{States: []throughlinev1.AlertState{throughlinev1.AlertState_ALERT_STATE_FIRING}}
	for alert, err := range client.ListAlerts(context.Background(), request) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s -> %s: %d customers\n",
			alert.GetFromSide().GetDisplayName(), alert.GetToSide().GetDisplayName(), alert.GetReading().GetCustomerCount())
	}
	// Output: Ready-for-pickup notice -> In-store pickup desk: 64 customers
}

func ExampleClient_PushInteractions() {
	server := exampleServer()
	defer server.Stop()
	client, err := throughline.New(server.Address, throughline.WithAPIKey(exampleKey), throughline.WithInsecure())
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()

	report, err := client.PushInteractions(context.Background(), []*throughline.Interaction{
		{
			SourceSystem: "helpdesk", ExternalId: "4711", Source: "ticket", Channel: "email",
			OccurredAt: timestamppb.New(time.Date(2026, 11, 18, 9, 30, 0, 0, time.UTC)),
			CustomerId: "cus-1", LocationId: "store-214",
			Turns: []*throughline.Turn{{
				Speaker: throughlinev1.Speaker_SPEAKER_CUSTOMER,
				Text:    "App said ready. Drove 20 minutes. Staff couldn't find the order.",
			}},
		},
		{SourceSystem: "helpdesk", ExternalId: "4712"},
	})
	if err != nil {
		log.Fatal(err) // push everything again: what is stored is recognised
	}
	fmt.Println("accepted:", report.Counts.GetAccepted())
	for failure := range report.Failures() {
		v := failure.GetViolations()[0]
		fmt.Printf("item %d (%s): %s %s\n", failure.GetIndex(), failure.GetId(), v.GetField(), v.GetDescription())
	}
	// Output:
	// accepted: 1
	// item 1 (4712): turns is empty; at least one turn is needed
}

func ExampleClient_WatchAlerts() {
	server := exampleServer()
	defer server.Stop()
	client, err := throughline.New(server.Address, throughline.WithAPIKey(exampleKey), throughline.WithInsecure())
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()

	for message, err := range client.WatchAlerts(context.Background(), nil) {
		if err != nil {
			log.Fatal(err)
		}
		event := message.GetAlertEvent()
		if event == nil {
			continue // a heartbeat
		}
		fmt.Printf("%s: %s\n", event.GetChange().GetState(), event.GetChange().GetReason())
		break // or go on for ever, keeping message.GetResumeToken()
	}
	// Output: ALERT_STATE_FIRING: every threshold is met
}

func ExampleError() {
	server := exampleServer()
	defer server.Stop()
	client, err := throughline.New(server.Address, throughline.WithAPIKey(exampleKey), throughline.WithInsecure())
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	changed, _ := status.New(codes.Aborted, "somebody else changed the policy").
		WithDetails(&errdetails.ErrorInfo{Reason: "ETAG_MISMATCH", Domain: "throughline.dev"})
	server.Fail("UpdatePolicy", changed.Err())

	_, err = client.Policy.UpdatePolicy(context.Background(), &throughlinev1.UpdatePolicyRequest{
		Policy: &throughlinev1.Policy{Name: client.Name("policy"), WindowDays: 21, MinCustomers: 50, Etag: "1"},
	})
	var e *throughline.Error
	if errors.As(err, &e) && e.Reason == throughlinev1.ErrorReason_ERROR_REASON_ETAG_MISMATCH {
		fmt.Println("read the policy again:", e.Message)
	}
	// Output: read the policy again: somebody else changed the policy
}

func ExampleWebhookVerifier() {
	verifier, err := throughline.NewWebhookVerifier("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
	if err != nil {
		log.Fatal(err)
	}
	hook := func(w http.ResponseWriter, r *http.Request) {
		message, err := verifier.Read(r)
		if err != nil {
			http.Error(w, "not signed by Throughline", http.StatusBadRequest)
			return
		}
		// Store message.Body under message.ID, then:
		_ = message
		w.WriteHeader(http.StatusNoContent)
	}
	forged := httptest.NewRecorder()
	hook(forged, httptest.NewRequest(http.MethodPost, "/hook", nil))
	fmt.Println(forged.Code)
	// Output: 400
}
