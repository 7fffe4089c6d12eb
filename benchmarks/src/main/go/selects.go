package main

import (
	"runtime"
	"time"
)

const crowd = 1000

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

func selectUncontended(_, each int) func() {
	return func() { toAndFro(make(chan int, 1), make(chan int, 1), each) }
}

func selectAsyncContended(workers, each int) func() {
	a, b := make(chan int, workers), make(chan int, workers)
	return func() { toAndFro(a, b, each) }
}

func toAndFro(a, b chan int, n int) {
	a <- 0
	for i := 0; i < n; i++ {
		select {
		case <-a:
			b <- 0
		case <-b:
			a <- 0
		}
	}
}

// selectContended: three unbuffered channels for all; each worker receives from any, and its helper sends to any.
func selectContended(n int, report emit) {
	workers := runtime.GOMAXPROCS(0)
	each := n / workers
	a, b, c := make(chan int), make(chan int), make(chan int)
	bodies := make([]func(), 0, 2*workers)
	for i := 0; i < workers; i++ {
		bodies = append(bodies, func() {
			for i := 0; i < each; i++ {
				select {
				case <-a:
				case <-b:
				case <-c:
				}
			}
		}, func() {
			for i := 0; i < each; i++ {
				select {
				case a <- 0:
				case b <- 0:
				case c <- 0:
				}
			}
		})
	}
	start := time.Now()
	inParallel(bodies...)
	report("select-contended", "ns", perOp(start, n))
}

func selectNonblocking(_, each int) func() {
	return func() {
		unbuffered, empty, full := make(chan int), make(chan int, 1), make(chan int, 1)
		full <- 0
		for i := 0; i < each; i++ {
			select {
			case <-unbuffered:
				fail("a select did not take its default")
			default:
			}
			select {
			case unbuffered <- 0:
				fail("a select did not take its default")
			default:
			}
			select {
			case <-empty:
				fail("a select did not take its default")
			default:
			}
			select {
			case full <- 0:
				fail("a select did not take its default")
			default:
			}
		}
	}
}

// selectProdCons: consumers also listen for a timeout and a close; both sides compute.
func selectProdCons(n int, report emit) {
	pairs := runtime.GOMAXPROCS(0)
	each := n / pairs
	data, timeout, closing := make(chan int, 128), make(chan int, 1), make(chan int)
	bodies := make([]func(), 0, 2*pairs)
	for i := 0; i < pairs; i++ {
		bodies = append(bodies, func() {
			for i := 0; i < each; i++ {
				compute(shortWork)
				data <- i
			}
		}, func() {
			for i := 0; i < each; i++ {
				select {
				case <-data:
				case <-timeout:
				case <-closing:
				}
				compute(shortWork)
			}
		})
	}
	start := time.Now()
	inParallel(bodies...)
	report("select-prod-cons", "ns", perOp(start, n))
}

// selectPopular is runtime.BenchmarkChanPopular: a thousand goroutines wait for one shared channel and one of their own.
func selectPopular(n int, report emit) {
	rounds := n / 50 / crowd
	if rounds < 1 {
		rounds = 1
	}
	never := make(chan int)
	own := make([]chan int, crowd)
	bodies := make([]func(), 0, crowd+1)
	for i := range own {
		c := make(chan int)
		own[i] = c
		bodies = append(bodies, func() {
			for k := 0; k < rounds; k++ {
				select {
				case <-never:
				case <-c:
				}
			}
		})
	}
	bodies = append(bodies, func() {
		for k := 0; k < rounds; k++ {
			for _, c := range own {
				c <- k
			}
		}
	})
	start := time.Now()
	inParallel(bodies...)
	report("select-popular", "ns", perOp(start, rounds*crowd))
}
