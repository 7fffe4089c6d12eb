package main

import (
	"sync"
	"time"
)

// pingPong: two goroutines, two unbuffered channels; one operation is a round trip.
func pingPong(n int, report emit) {
	ping, pong := make(chan int), make(chan int)
	start := time.Now()
	inParallel(
		func() {
			for i := 0; i < n; i++ {
				ping <- i
				<-pong
			}
		},
		func() {
			for i := 0; i < n; i++ {
				pong <- <-ping
			}
		})
	report("ping-pong", "ns", perOp(start, n))
}

// prodCons: one producer, one consumer, one channel; one operation is an element.
func prodCons(capacity int) func(int, emit) {
	name := "prod-cons-0"
	if capacity > 0 {
		name = "prod-cons-128"
	}
	return func(n int, report emit) {
		c := make(chan int, capacity)
		start := time.Now()
		inParallel(
			func() {
				for i := 0; i < n; i++ {
					c <- i
				}
			},
			func() {
				for i := 0; i < n; i++ {
					<-c
				}
			})
		report(name, "ns", perOp(start, n))
	}
}

// selectOfTwo: two producers, each with its unbuffered channel; one goroutine receives from either.
func selectOfTwo(n int, report emit) {
	half := n / 2
	a, b := make(chan int), make(chan int)
	produce := func(c chan<- int) func() {
		return func() {
			for i := 0; i < half; i++ {
				c <- i
			}
		}
	}
	start := time.Now()
	inParallel(produce(a), produce(b), func() {
		for i := 0; i < 2*half; i++ {
			select {
			case <-a:
			case <-b:
			}
		}
	})
	report("select-2", "ns", perOp(start, 2*half))
}

// inParallel runs each body in a goroutine of its own and returns when all have ended.
func inParallel(bodies ...func()) {
	var all sync.WaitGroup
	all.Add(len(bodies))
	for _, body := range bodies {
		body := body
		go func() {
			defer all.Done()
			body()
		}()
	}
	all.Wait()
}
