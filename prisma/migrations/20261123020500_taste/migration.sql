-- AlterTable
ALTER TABLE "Image" ADD COLUMN     "look" BYTEA;

-- CreateTable
CREATE TABLE "Interest" (
    "userId" TEXT NOT NULL,
    "imageId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Interest_pkey" PRIMARY KEY ("userId","imageId","kind")
);

-- CreateIndex
CREATE INDEX "Interest_imageId_idx" ON "Interest"("imageId");

-- AddForeignKey
ALTER TABLE "Interest" ADD CONSTRAINT "Interest_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Interest" ADD CONSTRAINT "Interest_imageId_fkey" FOREIGN KEY ("imageId") REFERENCES "Image"("id") ON DELETE CASCADE ON UPDATE CASCADE;
