package dev.spindle.reactor;

import dev.spindle.GoRuntime;
import dev.spindle.GoTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.NonBlocking;
import reactor.core.scheduler.Scheduler;

/**
 * What {@link GoBlockHoundIntegrationTest} runs in a JVM of its own, as BlockHound changes the JVM for good. Prints a line for
 * each finding.
 */
public final class BlockHoundProbe {

    private static final Queue<Thread> OTHERS = new ConcurrentLinkedQueue<>();
    private static final Queue<Throwable> FAILURES = new ConcurrentLinkedQueue<>();

    private BlockHoundProbe() {}

    /** A thread as those of Netty and of Reactor's parallel scheduler. */
    private static final class EventLoop extends Thread implements NonBlocking {
        EventLoop(Runnable body) {
            super(body);
        }
    }

    public static void main(String[] args) throws Exception {
        try (GoRuntime before =
                GoRuntime.builder().name("before").parallelism(2).build()) {
            // Reads the classes, which is a blocking call.
            pipeline(GoSchedulers.from(before)).blockLast(Duration.ofSeconds(60));
            submitMany(before, GoSchedulers.from(before), 100);
        }
        BlockHound.install(); // it judges a thread once: one that spins meanwhile would never be watched
        try (GoRuntime runtime =
                GoRuntime.builder().name("hound").parallelism(2).build()) {
            Scheduler lax = GoSchedulers.from(runtime);
            Scheduler strict = GoSchedulers.builder(runtime).forbidBlocking().build();
            System.out.println("event loop sleeps: "
                    + onEventLoop(() -> {
                        Thread.sleep(1);
                        return null;
                    }));
            System.out.println("lax task sleeps: "
                    + in(lax, () -> {
                        Thread.sleep(1);
                        return null;
                    }));
            System.out.println("lax task spins: " + in(lax, BlockHoundProbe::spin));
            System.out.println("strict task spins: " + in(strict, BlockHoundProbe::spin));
            System.out.println("lax task spins after it: " + in(lax, BlockHoundProbe::spin));
            System.out.println("event loop submits: " + onEventLoop(() -> submit(runtime, lax)));
            System.out.println("strict task submits: " + in(strict, () -> submit(runtime, lax)));
            System.out.println("event loops meet in the JDK's pools: " + meetInPools());
            for (Thread other : OTHERS) {
                other.join();
            }
            strict.dispose();
            lax.dispose();
            System.out.println("failures: " + FAILURES);
        }
    }

    /** A blocking call for BlockHound that neither mode turns into a park of a virtual thread. */
    private static Object spin() {
        Thread.onSpinWait();
        return null;
    }

    private static String onEventLoop(Callable<?> call) throws InterruptedException {
        AtomicReference<String> result = new AtomicReference<>();
        Thread thread = new EventLoop(() -> result.set(resultOf(call)));
        thread.start();
        thread.join();
        return result.get();
    }

    private static String in(Scheduler scheduler, Callable<?> call) throws InterruptedException {
        AtomicReference<String> result = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(1);
        scheduler.schedule(() -> {
            result.set(resultOf(call));
            done.countDown();
        });
        done.await();
        return result.get();
    }

    private static String resultOf(Callable<?> call) {
        try {
            call.call();
            return "fine";
        } catch (BlockingOperationError e) {
            e.printStackTrace();
            return "found";
        } catch (Throwable e) {
            e.printStackTrace();
            return e.toString();
        }
    }

    /** Where goroutines are virtual threads of the JDK, they are handed to such a pool; fresh ones, as only first meetings count. */
    private static Set<String> meetInPools() throws InterruptedException {
        Set<String> results = ConcurrentHashMap.newKeySet();
        int each = 4;
        for (int i = 0; i < 100; i++) {
            try (ForkJoinPool pool = new ForkJoinPool(1)) {
                AtomicInteger ready = new AtomicInteger();
                List<Thread> loops = new ArrayList<>();
                for (int n = 0; n < each; n++) {
                    loops.add(new EventLoop(() -> {
                        ready.incrementAndGet();
                        while (ready.get() < each) {
                            // no call that counts as blocking
                        }
                        results.add(resultOf(() -> pool.submit(() -> {})));
                    }));
                }
                loops.forEach(Thread::start);
                for (Thread loop : loops) {
                    loop.join();
                }
            }
        }
        return results;
    }

    /** All that a thread that must not block does with our schedulers, beside others that do the same. */
    private static Object submit(GoRuntime runtime, Scheduler scheduler) {
        for (int t = 0; t < 3; t++) {
            OTHERS.add(Thread.ofPlatform().start(() -> submitMany(runtime, scheduler, 2_000)));
        }
        submitMany(runtime, scheduler, 2_000);
        pipeline(scheduler).subscribe(null, FAILURES::add);
        return "submitted";
    }

    private static Flux<Integer> pipeline(Scheduler scheduler) {
        return Flux.range(0, 10_000)
                .publishOn(scheduler)
                .flatMap(i -> Mono.fromCallable(() -> i).subscribeOn(scheduler))
                .timeout(Duration.ofDays(1), scheduler);
    }

    private static void submitMany(GoRuntime runtime, Scheduler scheduler, int n) {
        for (int i = 0; i < n; i++) {
            Scheduler.Worker worker = scheduler.createWorker();
            scheduler.schedule(() -> {});
            worker.schedule(() -> {});
            Disposable delayed = worker.schedule(() -> {}, 1, TimeUnit.DAYS);
            Disposable soon = scheduler.schedule(() -> {}, 1, TimeUnit.MICROSECONDS);
            Disposable periodic = worker.schedulePeriodically(() -> {}, 0, 1, TimeUnit.DAYS);
            GoTimer timer = runtime.schedule(() -> {}, 1, TimeUnit.DAYS);
            timer.cancel();
            delayed.dispose();
            periodic.dispose();
            soon.dispose();
            worker.dispose();
            runtime.go(() -> {}).cancel();
        }
    }
}
