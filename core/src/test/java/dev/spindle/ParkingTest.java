package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What blocks inside a goroutine parks it without holding its P: with a single P, others run meanwhile. */
@Timeout(120)
class ParkingTest {

    /** So many that a P each would show in the number of Ps, however fast they are made up for. */
    private static final int MANY = 30;

    private final GoRuntime runtime = Testing.runtime(1);

    @AfterEach
    void close() {
        runtime.close();
    }

    /** Starts many, which must all wait while the only P stays free and unstuck. */
    private List<Goroutine> manyWaiting(GoBody body) throws Exception {
        List<Goroutine> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            all.add(runtime.go(body));
        }
        for (Goroutine g : all) {
            Testing.until("it waits: " + g, () -> g.state() == Goroutine.State.WAITING);
        }
        Testing.join(runtime.go(() -> {}));
        Testing.until("its P is free again", () -> runtime.stats().idleProcessors() == 1);
        RuntimeStats stats = runtime.stats();
        assertThat(stats.stuckProcessors()).isZero();
        assertThat(stats.processors()).isEqualTo(1);
        assertThat(stats.machines()).as("Ms that were ever needed").isLessThanOrEqualTo(2);
        return all;
    }

    private static void joinAll(List<Goroutine> all) throws Exception {
        for (Goroutine g : all) {
            Testing.join(g);
        }
    }

    @Test
    void lockSupport_parked_leavesTheP() throws Exception {
        AtomicBoolean released = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        List<Goroutine> all = manyWaiting(() -> {
            synchronized (threads) {
                threads.add(Thread.currentThread());
            }
            while (!released.get()) {
                LockSupport.park();
            }
        });
        released.set(true);
        threads.forEach(LockSupport::unpark);
        joinAll(all);
    }

    @Test
    void reentrantLock_waitedFor_leavesTheP() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        List<Goroutine> all = manyWaiting(() -> {
            lock.lock();
            lock.unlock();
        });
        lock.unlock();
        joinAll(all);
    }

    @Test
    void monitor_contended_leavesTheP() throws Exception {
        Object monitor = new Object();
        int[] count = new int[1];
        List<Goroutine> all;
        synchronized (monitor) {
            all = manyWaiting(() -> {
                synchronized (monitor) {
                    count[0]++;
                }
            });
        }
        joinAll(all);
        synchronized (monitor) {
            assertThat(count[0]).isEqualTo(MANY);
        }
    }

    @Test
    void objectWait_withAndWithoutTimeout_leavesTheP() throws Exception {
        for (long millis : new long[] {0, 60_000}) {
            Object monitor = new Object();
            AtomicBoolean released = new AtomicBoolean();
            List<Goroutine> all = manyWaiting(() -> {
                synchronized (monitor) {
                    while (!released.get()) {
                        monitor.wait(millis);
                    }
                }
            });
            synchronized (monitor) {
                released.set(true);
                monitor.notifyAll();
            }
            joinAll(all);
        }
    }

    @Test
    void objectWait_timeRunsOut_comesBack() throws Exception {
        Object monitor = new Object();
        List<Goroutine> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            int millis = 1 + i % 5;
            all.add(runtime.go(() -> {
                synchronized (monitor) {
                    monitor.wait(millis);
                }
            }));
        }
        joinAll(all);
    }

    @Test
    void blockingQueue_polledWithTimeout_leavesTheP() throws Exception {
        BlockingQueue<String> queue = new ArrayBlockingQueue<>(MANY);
        List<Goroutine> all =
                manyWaiting(() -> assertThat(queue.poll(1, TimeUnit.HOURS)).isEqualTo("x"));
        for (int i = 0; i < MANY; i++) {
            queue.put("x");
        }
        joinAll(all);
        Testing.join(runtime.go(
                () -> assertThat(queue.poll(2, TimeUnit.MILLISECONDS)).isNull()));
        Testing.until(
                "the timers of what came in time have gone",
                () -> runtime.stats().timers() <= MANY / 2);
    }

    @Test
    void threadSleep_leavesTheP() throws Exception {
        List<Goroutine> all = manyWaiting(() -> {
            try {
                Thread.sleep(Duration.ofDays(1));
            } catch (InterruptedException e) {
                // as planned
            }
        });
        all.forEach(Goroutine::cancel);
        joinAll(all);
        List<Goroutine> shortSleepers = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            shortSleepers.add(runtime.go(() -> Thread.sleep(5)));
        }
        joinAll(shortSleepers);
    }

    @Test
    void socketRead_leavesTheP() throws Exception {
        try (ServerSocket server = new ServerSocket(0, MANY, InetAddress.getLoopbackAddress())) {
            List<Socket> peers = new ArrayList<>();
            List<Goroutine> all = new ArrayList<>();
            CompletableFuture<Void> accepted = new CompletableFuture<>();
            Goroutine acceptor = runtime.go(() -> {
                for (int i = 0; i < MANY; i++) {
                    peers.add(server.accept());
                }
                accepted.complete(null);
            });
            for (int i = 0; i < MANY; i++) {
                all.add(runtime.go(() -> {
                    try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
                        assertThat(socket.getInputStream().read()).isEqualTo(42);
                        socket.getOutputStream().write(43);
                    }
                }));
            }
            Testing.join(acceptor);
            for (Goroutine g : all) {
                Testing.until("it reads", () -> g.state() == Goroutine.State.WAITING);
            }
            Testing.join(runtime.go(() -> {}));
            assertThat(runtime.stats().stuckProcessors()).isZero();
            for (Socket peer : peers) {
                peer.getOutputStream().write(42);
                assertThat(peer.getInputStream().read()).isEqualTo(43);
                peer.close();
            }
            joinAll(all);
        }
    }

    @Test
    void startVirtualThread_inside_runsAndIsJoined() throws Exception {
        Testing.join(runtime.go(() -> {
            List<Thread> children = new ArrayList<>();
            CyclicBarrier barrier = new CyclicBarrier(10);
            for (int i = 0; i < 10; i++) {
                children.add(Thread.startVirtualThread(() -> {
                    try {
                        barrier.await();
                        Thread.sleep(1);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }));
            }
            for (Thread child : children) {
                assertThat(child.join(Testing.PATIENCE)).isTrue();
            }
        }));
    }

    @Test
    void latchBetweenGoroutinesAndThreads_bothWaysRound() throws Exception {
        for (int i = 0; i < 500; i++) {
            CountDownLatch there = new CountDownLatch(1);
            CountDownLatch back = new CountDownLatch(1);
            Goroutine g = runtime.go(() -> {
                Testing.await(there);
                back.countDown();
            });
            there.countDown();
            Testing.await(back);
            Testing.join(g);
        }
    }
}
