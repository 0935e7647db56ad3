// Submits, polls, downloads with what every Go program has.
package main

import (
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
)

func call(method, url, body string) string {
	request, _ := http.NewRequest(method, url, strings.NewReader(body))
	request.Header.Set("Authorization", "Bearer k")
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		panic(err)
	}
	defer response.Body.Close()
	text, _ := io.ReadAll(response.Body)
	return string(text)
}

func main() {
	base := "https://api.evolink.ai/v1"
	submitted := call("POST", base+"/videos/generations", `{"model":"wan2.7-text-to-video","prompt":"Rain"}`)
	task := regexp.MustCompile(`task-unified-\d+-\w+`).FindString(submitted)
	link := regexp.MustCompile(`http[^"]*\.mp4`).FindString(call("GET", base+"/tasks/"+task, ""))
	fmt.Println(task, call("GET", link, "")[4:8])
}
