package api

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"

	"google.golang.org/grpc"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/store"
)

const (
	exportBatch = 500       // accounts whose quotes are read at once
	exportPiece = 64 * 1024 // bytes of a message at most
)

// ExportExposedAccounts sends the exposed accounts as a CSV file.
func (s *clusterService) ExportExposedAccounts(r *throughlinev1.ExportExposedAccountsRequest, stream grpc.ServerStreamingServer[throughlinev1.ExportExposedAccountsResponse]) error {
	tenant, filter, err := exposedFilter(r)
	if err != nil {
		return err
	}
	all, err := s.Store.ExposedAccounts(stream.Context(), tenant, filter)
	if err != nil {
		return err
	}
	file := &bytes.Buffer{}
	sheet := csv.NewWriter(file)
	sheet.UseCRLF = true
	if err := sheet.Write([]string{"account", "household", "segment", "annual_value", "currency", "renewal_day", "clusters", "quotes", "quote_count"}); err != nil {
		return err
	}
	for batch := range slices.Chunk(all, exportBatch) {
		if err := s.Store.ExposedQuotes(stream.Context(), tenant, batch); err != nil {
			return err
		}
		for _, e := range batch {
			if err := sheet.Write(exposedCells(tenant, e)); err != nil {
				return err
			}
		}
		sheet.Flush()
		if err := sendPieces(file, stream); err != nil {
			return err
		}
	}
	sheet.Flush()
	return sendPieces(file, stream)
}

// sendPieces sends what is in a file so far, and empties it.
func sendPieces(file *bytes.Buffer, stream grpc.ServerStreamingServer[throughlinev1.ExportExposedAccountsResponse]) error {
	for file.Len() > 0 {
		if err := stream.Send(&throughlinev1.ExportExposedAccountsResponse{Data: bytes.Clone(file.Next(exportPiece))}); err != nil {
			return err
		}
	}
	file.Reset()
	return nil
}

// exposedCells is an exposed account as a line of the file.
func exposedCells(tenant string, e store.Exposed) []string {
	value, currency := "", ""
	if e.AnnualValue != nil {
		value, currency = e.AnnualValue.Decimal(), e.AnnualValue.Currency
	}
	var clusters, quotes []string
	for _, id := range e.Clusters {
		clusters = append(clusters, name(tenant, "clusters", id.String()))
	}
	for _, q := range e.Quotes {
		quotes = append(quotes, q.Text)
	}
	cells := []string{
		e.AccountID, e.HouseholdID, e.Segment, value, currency, e.RenewalDate,
		strings.Join(clusters, "\n"), strings.Join(quotes, "\n"), strconv.Itoa(e.Told),
	}
	for i, c := range cells {
		cells[i] = harmless(c)
	}
	return cells
}

// harmless marks a cell that a spreadsheet would take for a formula, which could send the sheet away
// (OWASP, "CSV Injection"). Numbers below zero stay numbers.
func harmless(cell string) string {
	if cell == "" || !strings.ContainsRune("=+-@\t\r\n|%", rune(cell[0])) {
		return cell
	}
	if _, err := strconv.ParseFloat(cell, 64); err == nil {
		return cell
	}
	return "'" + cell
}
