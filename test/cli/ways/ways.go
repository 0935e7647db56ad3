// Calls HOST in each WAY: ways HOST WAY...; says what came of each.
package main

import (
	"fmt"
	"net/http"
	"os"
)

func main() {
	clients := map[string]*http.Client{
		"net-http":  http.DefaultClient,
		"transport": {Transport: &http.Transport{}},
	}
	for _, way := range os.Args[2:] {
		answer, err := clients[way].Get("https://" + os.Args[1] + "/v1/tasks/" + way)
		if err != nil {
			fmt.Printf("%s|%v\n", way, err)
		} else {
			fmt.Printf("%s|%d\n", way, answer.StatusCode)
		}
	}
}
