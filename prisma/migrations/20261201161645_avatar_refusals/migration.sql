-- CreateTable
CREATE TABLE "AvatarRefusal" (
    "account" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AvatarRefusal_pkey" PRIMARY KEY ("account")
);
