-- AlterTable
ALTER TABLE "SeenEvent" ADD COLUMN     "answer" TEXT,
ADD COLUMN     "applied" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "body" TEXT,
ADD COLUMN     "sequence" SERIAL NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "SeenEvent_sequence_key" ON "SeenEvent"("sequence");
